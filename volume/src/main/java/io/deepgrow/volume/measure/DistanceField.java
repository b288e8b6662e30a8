package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;

/**
 * Distances of the voxels in a box to the nearest voxel outside a mask; every voxel beyond the box
 * has distance 0.
 *
 * @param distances over the box, in mm, 0 outside the mask
 */
public record DistanceField(VoxelBox box, FloatGrid distances) {

  /** Distance at a voxel of the whole grid. */
  public float at(VoxelIndex voxel) {
    VoxelIndex s = box.start();
    return box.contains(voxel)
        ? distances.at(voxel.i() - s.i(), voxel.j() - s.j(), voxel.k() - s.k())
        : 0;
  }

  /** The voxel of the whole grid with the largest distance, the first of equals. */
  public VoxelIndex deepest() {
    float[] depths = distances.values();
    int best = 0;
    for (int flat = 1; flat < depths.length; flat++) {
      if (depths[flat] > depths[best]) {
        best = flat;
      }
    }
    return voxel(best);
  }

  /** The voxel of the whole grid at an i-fastest position of the box. */
  public VoxelIndex voxel(int flat) {
    VoxelIndex at = distances.size().voxel(flat);
    VoxelIndex s = box.start();
    return new VoxelIndex(at.i() + s.i(), at.j() + s.j(), at.k() + s.k());
  }
}
