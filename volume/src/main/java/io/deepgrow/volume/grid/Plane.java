package io.deepgrow.volume.grid;

/** A cut through a grid along two of its axes, named as for an axial series. */
public enum Plane {
  /** i across, j down. */
  AXIAL(0, 1, 2, false),
  /** i across, k up. */
  CORONAL(0, 2, 1, true),
  /** j across, k up. */
  SAGITTAL(1, 2, 0, true);

  private final int across;
  private final int down;
  private final int through;
  private final boolean upward;

  Plane(int across, int down, int through, boolean upward) {
    this.across = across;
    this.down = down;
    this.through = through;
    this.upward = upward;
  }

  public int width(GridSize size) {
    return size.component(across);
  }

  public int height(GridSize size) {
    return size.component(down);
  }

  /** Number of parallel cuts. */
  public int depth(GridSize size) {
    return size.component(through);
  }

  public double pixelWidth(Spacing spacing) {
    return spacing.component(across);
  }

  public double pixelHeight(Spacing spacing) {
    return spacing.component(down);
  }

  /** Which cut of this plane holds the voxel. */
  public int indexOf(VoxelIndex voxel) {
    return voxel.component(through);
  }

  /** i-fastest position of the voxel behind a pixel of a cut. */
  public int flat(GridSize size, int x, int y, int index) {
    int row = upward ? height(size) - 1 - y : y;
    return switch (this) {
      case AXIAL -> size.flat(x, row, index);
      case CORONAL -> size.flat(x, index, row);
      case SAGITTAL -> size.flat(index, x, row);
    };
  }
}
