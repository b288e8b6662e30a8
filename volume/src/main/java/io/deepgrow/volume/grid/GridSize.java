package io.deepgrow.volume.grid;

/** Number of columns i, rows j and slices k of a grid, each at least one. */
public record GridSize(int i, int j, int k) {

  public GridSize {
    if (i < 1 || j < 1 || k < 1) {
      throw new IllegalArgumentException("Grid of " + i + "×" + j + "×" + k + " voxels is empty");
    }
  }

  public static GridSize cube(int edge) {
    return new GridSize(edge, edge, edge);
  }

  public long voxels() {
    return (long) i * j * k;
  }

  /**
   * Voxel count as an array length.
   *
   * @throws IllegalArgumentException beyond what one Java array holds
   */
  public int arrayLength() {
    long voxels = voxels();
    if (voxels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "Grid of " + i + "×" + j + "×" + k + " voxels is larger than one array");
    }
    return (int) voxels;
  }

  /** Position of a voxel in i-fastest memory; the voxel is not checked. */
  public int flat(int vi, int vj, int vk) {
    return vi + i * (vj + j * vk);
  }

  public int flat(VoxelIndex voxel) {
    return flat(voxel.i(), voxel.j(), voxel.k());
  }

  /** The voxel at a position in i-fastest memory. */
  public VoxelIndex voxel(int flat) {
    int row = flat / i;
    return new VoxelIndex(flat - row * i, row % j, row / j);
  }

  public boolean contains(VoxelIndex voxel) {
    return voxel.i() >= 0
        && voxel.j() >= 0
        && voxel.k() >= 0
        && voxel.i() < i
        && voxel.j() < j
        && voxel.k() < k;
  }

  /** The whole grid as a box. */
  public VoxelBox box() {
    return new VoxelBox(VoxelIndex.ORIGIN, new VoxelIndex(i, j, k));
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
    return i + "×" + j + "×" + k + " voxels";
  }
}
