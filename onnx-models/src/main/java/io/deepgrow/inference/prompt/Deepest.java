package io.deepgrow.inference.prompt;

import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Places deep in a mask and far from one another: the first is the deepest, each further one is,
 * among those at least {@value #DEEP} times as deep, the farthest from those before. One that is
 * nearer to another than that one is deep is left out.
 */
final class Deepest {

  private static final double DEEP = 0.7;

  /** Spacing along an axis that counts for nothing, in mm. */
  private static final double FAR = 1e6;

  private Deepest() {}

  /**
   * The places, the deepest first.
   *
   * @param flat the axes i, j, k along which the faces of the grid are none of the mask's
   * @param reach how far from the deepest the others may be, in mm
   */
  static List<VoxelIndex> of(Mask mask, boolean[] flat, int most, double reach) {
    Spacing s = mask.geometry().spacing();
    Spacing spacing =
        new Spacing(flat[0] ? FAR : s.i(), flat[1] ? FAR : s.j(), flat[2] ? FAR : s.k());
    Optional<DistanceField> field = DistanceTransform.euclideanWithin(mask, spacing, true);
    List<VoxelIndex> places = new ArrayList<>();
    if (field.isEmpty()) {
      return places;
    }
    places.add(field.get().deepest());
    double depth = field.get().at(places.get(0));
    while (places.size() < most) {
      Optional<VoxelIndex> next = farthest(field.get(), depth, places, s, reach);
      if (next.isEmpty()) {
        return places;
      }
      places.add(next.get());
    }
    return places;
  }

  private static Optional<VoxelIndex> farthest(
      DistanceField field, double depth, List<VoxelIndex> places, Spacing spacing, double reach) {
    float[] depths = field.distances().values();
    double most = depth;
    int found = -1;
    for (int n = 0; n < depths.length; n++) {
      if (depths[n] >= DEEP * depth) {
        VoxelIndex voxel = field.voxel(n);
        double apart = apart(voxel, places, spacing);
        if (apart > most && apart(voxel, places.subList(0, 1), spacing) <= reach) {
          most = apart;
          found = n;
        }
      }
    }
    return found < 0 ? Optional.empty() : Optional.of(field.voxel(found));
  }

  private static double apart(VoxelIndex voxel, List<VoxelIndex> places, Spacing s) {
    double least = Double.POSITIVE_INFINITY;
    for (VoxelIndex place : places) {
      double i = (voxel.i() - place.i()) * s.i();
      double j = (voxel.j() - place.j()) * s.j();
      double k = (voxel.k() - place.k()) * s.k();
      least = Math.min(least, Math.sqrt(i * i + j * j + k * k));
    }
    return least;
  }
}
