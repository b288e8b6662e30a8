package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;

/**
 * Which faces of a crop the mask reaches.
 *
 * @param low along i, j and k: the face at the smallest index
 * @param high along i, j and k: the face at the largest index
 */
record Faces(Touched low, Touched high) {

  /** One flag an axis. */
  record Touched(boolean i, boolean j, boolean k) {
    boolean axis(int axis) {
      return axis == 0 ? i : axis == 1 ? j : k;
    }

    boolean any() {
      return i || j || k;
    }
  }

  /**
   * Looks at the faces that lie inside the volume.
   *
   * @param fraction share of a face's voxels inside the volume that must be mask
   */
  static Faces of(float[] logits, float threshold, Crop crop, GridSize volume, double fraction) {
    boolean[] touched = new boolean[6];
    for (int axis = 0; axis < 3; axis++) {
      boolean lowInside = crop.low(axis) > -0.5 + 1e-6;
      boolean highInside = crop.high(axis) < volume.component(axis) - 0.5 - 1e-6;
      touched[axis] = lowInside && share(logits, threshold, crop, volume, axis, 0) > fraction;
      int last = crop.grid().component(axis) - 1;
      touched[3 + axis] =
          highInside && share(logits, threshold, crop, volume, axis, last) > fraction;
    }
    return new Faces(
        new Touched(touched[0], touched[1], touched[2]),
        new Touched(touched[3], touched[4], touched[5]));
  }

  /** The faces of a view that a mask's box reaches beyond. */
  static Faces cutting(VoxelBox mask, VoxelBox view) {
    return new Faces(
        new Touched(
            mask.start().i() < view.start().i(),
            mask.start().j() < view.start().j(),
            mask.start().k() < view.start().k()),
        new Touched(
            mask.end().i() > view.end().i(),
            mask.end().j() > view.end().j(),
            mask.end().k() > view.end().k()));
  }

  boolean any() {
    return low.any() || high.any();
  }

  private static double share(
      float[] logits, float threshold, Crop crop, GridSize volume, int axis, int at) {
    GridSize grid = crop.grid();
    int inside = 0;
    int mask = 0;
    int[] g = new int[3];
    g[axis] = at;
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    for (g[b] = 0; g[b] < grid.component(b); g[b]++) {
      for (g[a] = 0; g[a] < grid.component(a); g[a]++) {
        if (isInside(crop, volume, a, g[a]) && isInside(crop, volume, b, g[b])) {
          inside++;
          mask += logits[grid.flat(g[0], g[1], g[2])] >= threshold ? 1 : 0;
        }
      }
    }
    return inside == 0 ? 0 : (double) mask / inside;
  }

  private static boolean isInside(Crop crop, GridSize volume, int axis, int g) {
    double centre = crop.low(axis) + (g + 0.5) * crop.step(axis);
    return centre >= -0.5 && centre < volume.component(axis) - 0.5;
  }
}
