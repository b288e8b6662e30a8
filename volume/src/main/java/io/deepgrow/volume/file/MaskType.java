package io.deepgrow.volume.file;

/** How many bits a file gives to one voxel of a mask. */
public enum MaskType {
  UINT8(VoxelType.UINT8),
  UINT16(VoxelType.UINT16);

  private final VoxelType voxel;

  MaskType(VoxelType voxel) {
    this.voxel = voxel;
  }

  public int bytes() {
    return voxel.bytes();
  }

  VoxelType voxel() {
    return voxel;
  }
}
