package io.deepgrow.volume;

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
}
