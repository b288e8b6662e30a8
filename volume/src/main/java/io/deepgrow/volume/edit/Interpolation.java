package io.deepgrow.volume.edit;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.DistanceField;
import io.deepgrow.volume.measure.DistanceTransform;

/**
 * Slices between marked ones: shape-based interpolation, the mean of the signed distances to the
 * outlines in the two nearest marked slices, each moved so that the centres go along a line (Raya
 * and Udupa, IEEE Trans Med Imaging 1990).
 */
public final class Interpolation {

  /** Along k nothing counts as near: distances are those within a slice. */
  private static final double FAR = 1e6;

  private Interpolation() {}

  /** The mask with every empty slice k between two marked ones filled; those marked stay. */
  public static Mask between(Mask mask) {
    Mask out = mask.copy();
    VoxelBox box = mask.boundingBox().orElse(null);
    if (box == null) {
      return out;
    }
    Marked before = Marked.of(mask, box, box.start().k());
    for (int k = box.start().k() + 1; k < box.end().k(); k++) {
      if (isMarked(mask, box, k)) {
        Marked after = Marked.of(mask, box, k);
        for (int at = before.k + 1; at < k; at++) {
          fill(out, box, before, after, at);
        }
        before = after;
      }
    }
    return out;
  }

  private static boolean isMarked(Mask mask, VoxelBox box, int k) {
    GridSize size = mask.size();
    for (int j = box.start().j(); j < box.end().j(); j++) {
      for (int i = box.start().i(); i < box.end().i(); i++) {
        if (mask.get(size.flat(i, j, k))) {
          return true;
        }
      }
    }
    return false;
  }

  private static void fill(Mask out, VoxelBox box, Marked before, Marked after, int k) {
    double share = (double) (k - before.k) / (after.k - before.k);
    double middleI = before.middleI + share * (after.middleI - before.middleI);
    double middleJ = before.middleJ + share * (after.middleJ - before.middleJ);
    for (int j = 0; j < box.size().j(); j++) {
      for (int i = 0; i < box.size().i(); i++) {
        double near = before.at(i - middleI, j - middleJ);
        double far = after.at(i - middleI, j - middleJ);
        if ((1 - share) * near + share * far > 0) {
          out.set(new VoxelIndex(box.start().i() + i, box.start().j() + j, k), true);
        }
      }
    }
  }

  /** A marked slice: signed distances in mm, positive inside, and the centre of what is marked. */
  private static final class Marked {

    private final int k;
    private final GridSize size;
    private final float[] signed;
    private double middleI;
    private double middleJ;

    private Marked(int k, GridSize size, float[] signed) {
      this.k = k;
      this.size = size;
      this.signed = signed;
    }

    static Marked of(Mask mask, VoxelBox box, int k) {
      VoxelBox slice =
          new VoxelBox(
              new VoxelIndex(box.start().i(), box.start().j(), k),
              new VoxelIndex(box.end().i(), box.end().j(), k + 1));
      Mask inside = mask.crop(slice);
      Marked marked = new Marked(k, inside.size(), new float[inside.size().arrayLength()]);
      marked.add(inside, 1);
      marked.add(Region.complement(inside), -1);
      marked.centre(inside);
      return marked;
    }

    private void add(Mask mask, int sign) {
      VolumeGeometry geometry = mask.geometry();
      Spacing s = geometry.spacing();
      Spacing flat = new Spacing(s.i(), s.j(), FAR);
      // the border of the box is no outline of what is not marked
      DistanceField field = DistanceTransform.euclideanWithin(mask, flat, sign > 0).orElse(null);
      if (field == null) {
        return;
      }
      float[] distances = field.distances().values();
      for (int n = 0; n < distances.length; n++) {
        if (distances[n] > 0) {
          // between a voxel in and its neighbour out lies the outline: half a voxel from both
          signed[size.flat(field.voxel(n))] =
              sign * (distances[n] - (float) Math.min(s.i(), s.j()) / 2);
        }
      }
    }

    private void centre(Mask inside) {
      long count = 0;
      for (int n = 0; n < signed.length; n++) {
        if (inside.get(n)) {
          VoxelIndex at = size.voxel(n);
          middleI += at.i();
          middleJ += at.j();
          count++;
        }
      }
      middleI /= count;
      middleJ /= count;
    }

    /** Signed distance at an offset from the centre; beyond the box it goes on as at its border. */
    double at(double i, double j) {
      int column = (int) Math.rint(middleI + i);
      int row = (int) Math.rint(middleJ + j);
      int ci = Math.min(size.i() - 1, Math.max(0, column));
      int cj = Math.min(size.j() - 1, Math.max(0, row));
      boolean beyond = ci != column || cj != row;
      double value = signed[size.flat(ci, cj, 0)];
      return beyond ? Math.min(value, 0) - Math.hypot(column - ci, row - cj) : value;
    }
  }
}
