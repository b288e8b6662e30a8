package io.deepgrow.volume.grid;

/** A CT volume: Hounsfield units (or label values) as int16 on a patient grid. */
public final class Volume {

  private final VolumeGeometry geometry;
  private final short[] voxels;

  private Volume(VolumeGeometry geometry, short[] voxels) {
    this.geometry = geometry;
    this.voxels = voxels;
  }

  /**
   * Wraps the array without copying it.
   *
   * @param voxels i-fastest, one value a voxel
   * @throws IllegalArgumentException when the array's length is not the grid's
   */
  public static Volume of(VolumeGeometry geometry, short[] voxels) {
    if (voxels.length != geometry.size().voxels()) {
      throw new IllegalArgumentException(
          voxels.length + " values do not fill a grid of " + geometry.size());
    }
    return new Volume(geometry, voxels);
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  public GridSize size() {
    return geometry.size();
  }

  public short at(int i, int j, int k) {
    return voxels[geometry.size().flat(i, j, k)];
  }

  public short at(VoxelIndex voxel) {
    return voxels[geometry.size().flat(voxel)];
  }

  /** The voxels themselves, i-fastest, not a copy: readers must not write. */
  public short[] voxels() {
    return voxels;
  }
}
