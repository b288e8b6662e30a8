package io.deepgrow.volume.grid;

/** A voxel by column i, row j and slice k, each from zero. */
public record VoxelIndex(int i, int j, int k) {

  public static final VoxelIndex ORIGIN = new VoxelIndex(0, 0, 0);

  public VoxelIndex plus(int di, int dj, int dk) {
    return new VoxelIndex(i + di, j + dj, k + dk);
  }

  /** Component 0 is i, 1 is j, 2 is k. */
  public int component(int axis) {
    return switch (axis) {
      case 0 -> i;
      case 1 -> j;
      case 2 -> k;
      default -> throw new IndexOutOfBoundsException(axis);
    };
  }

  @Override
  public String toString() {
    return "voxel " + i + "," + j + "," + k;
  }
}
