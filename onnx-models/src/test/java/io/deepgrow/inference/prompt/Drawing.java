package io.deepgrow.inference.prompt;

import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person would draw in the cut through an organ's deepest voxel that shows most of it. */
final class Drawing {

  private static final double FAR = 1e6;

  private final Mask cut;
  private final int across;

  private Drawing(Mask cut, int across) {
    this.cut = cut;
    this.across = across;
  }

  static Mask organ(Volume labels, int label) {
    Mask mask = Mask.empty(labels.geometry());
    short[] voxels = labels.voxels();
    for (int n = 0; n < voxels.length; n++) {
      if (voxels[n] == label) {
        mask.set(labels.size().voxel(n), true);
      }
    }
    return mask;
  }

  static Drawing ofLongestCut(Mask organ) {
    VoxelIndex deepest =
        DistanceTransform.euclideanWithin(organ, organ.geometry().spacing(), true)
            .orElseThrow()
            .deepest();
    Drawing longest = new Drawing(cut(organ, 2, deepest), 2);
    for (int axis = 1; axis >= 0; axis--) {
      Drawing other = new Drawing(cut(organ, axis, deepest), axis);
      longest =
          other.length(other.along()) > 1.05 * longest.length(longest.along()) ? other : longest;
    }
    return longest;
  }

  private static Mask cut(Mask mask, int axis, VoxelIndex at) {
    Mask out = Mask.empty(mask.geometry());
    VoxelBox box = mask.boundingBox().orElseThrow();
    for (int n = 0; n < box.size().voxels(); n++) {
      VoxelIndex in = box.size().voxel(n);
      VoxelIndex voxel = box.start().plus(in.i(), in.j(), in.k());
      if (numbers(voxel)[axis] == numbers(at)[axis] && mask.get(voxel)) {
        out.set(voxel, true);
      }
    }
    return out;
  }

  private static int[] numbers(VoxelIndex voxel) {
    return new int[] {voxel.i(), voxel.j(), voxel.k()};
  }

  private double[] spacing() {
    Spacing s = cut.geometry().spacing();
    return new double[] {s.i(), s.j(), s.k()};
  }

  private double length(int axis) {
    return cut.boundingBox().orElseThrow().size().component(axis) * spacing()[axis];
  }

  /** The axis that the cut is longest along. */
  private int along() {
    int u = (across + 1) % 3;
    int v = (across + 2) % 3;
    return length(u) >= length(v) ? u : v;
  }

  static List<PatientPoint> corners(Mask mask) {
    VolumeGeometry geometry = mask.geometry();
    VoxelBox box = mask.boundingBox().orElseThrow();
    return List.of(geometry.toPatient(box.start()), geometry.toPatient(box.end().plus(-1, -1, -1)));
  }

  /** Along the cut, in its middle. */
  List<PatientPoint> line() {
    double[] s = spacing();
    s[across] = FAR;
    DistanceField depth =
        DistanceTransform.euclideanWithin(cut, new Spacing(s[0], s[1], s[2]), true).orElseThrow();
    double least = 0.4 * depth.at(depth.deepest());
    VoxelBox box = cut.boundingBox().orElseThrow();
    int along = along();
    List<PatientPoint> line = new ArrayList<>();
    for (int n = 0; n < box.size().component(along); n++) {
      deepest(depth, box, along, n, least).ifPresent(v -> line.add(cut.geometry().toPatient(v)));
    }
    return line;
  }

  private Optional<VoxelIndex> deepest(
      DistanceField depth, VoxelBox box, int along, int n, double least) {
    int aside = 3 - across - along;
    double most = least;
    Optional<VoxelIndex> best = Optional.empty();
    for (int m = 0; m < box.size().component(aside); m++) {
      int[] at = numbers(box.start());
      at[along] += n;
      at[aside] += m;
      VoxelIndex voxel = new VoxelIndex(at[0], at[1], at[2]);
      if (depth.at(voxel) > most) {
        most = depth.at(voxel);
        best = Optional.of(voxel);
      }
    }
    return best;
  }
}
