package io.deepgrow.volume.edit;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;

/** The part of a grid that an edit of a mask can change. */
final class Region {

  private Region() {}

  /** A box with so many millimetres more on every side, cut at the border of the grid. */
  static VoxelBox grown(VoxelBox box, double millimetres, Spacing spacing, GridSize grid) {
    int i = voxels(millimetres, spacing.i());
    int j = voxels(millimetres, spacing.j());
    int k = voxels(millimetres, spacing.k());
    VoxelIndex s = box.start();
    VoxelIndex e = box.end();
    return new VoxelBox(
        new VoxelIndex(Math.max(0, s.i() - i), Math.max(0, s.j() - j), Math.max(0, s.k() - k)),
        new VoxelIndex(
            Math.min(grid.i(), e.i() + i),
            Math.min(grid.j(), e.j() + j),
            Math.min(grid.k(), e.k() + k)));
  }

  private static int voxels(double millimetres, double spacing) {
    return (int) Math.ceil(millimetres / spacing) + 1;
  }

  /** What is not in a mask. */
  static Mask complement(Mask mask) {
    int voxels = mask.size().arrayLength();
    Mask out = Mask.empty(mask.geometry());
    Mask.Window window = out.window(0, voxels);
    for (int n = 0; n < voxels; n++) {
      if (!mask.get(n)) {
        window.set(n);
      }
    }
    return out;
  }

  /** A mask of a box back on the whole grid. */
  static Mask paste(Mask part, VoxelBox box, Mask whole) {
    return Mask.ofPackedBits(whole.geometry(), box, part.packedBits(part.size().box()));
  }
}
