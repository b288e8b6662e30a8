package io.deepgrow.volume.grid;

/** A non-empty box of voxels, start inclusive, end exclusive. */
public record VoxelBox(VoxelIndex start, VoxelIndex end) {

  public VoxelBox {
    if (end.i() <= start.i() || end.j() <= start.j() || end.k() <= start.k()) {
      throw new IllegalArgumentException("Box from " + start + " to " + end + " is empty");
    }
  }

  public static VoxelBox of(VoxelIndex start, GridSize size) {
    return new VoxelBox(start, start.plus(size.i(), size.j(), size.k()));
  }

  /** The smallest box around one voxel. */
  public static VoxelBox around(VoxelIndex voxel) {
    return new VoxelBox(voxel, voxel.plus(1, 1, 1));
  }

  public GridSize size() {
    return new GridSize(end.i() - start.i(), end.j() - start.j(), end.k() - start.k());
  }

  public boolean contains(VoxelIndex voxel) {
    return voxel.i() >= start.i()
        && voxel.j() >= start.j()
        && voxel.k() >= start.k()
        && voxel.i() < end.i()
        && voxel.j() < end.j()
        && voxel.k() < end.k();
  }

  public boolean contains(VoxelBox other) {
    return contains(other.start) && contains(other.end.plus(-1, -1, -1));
  }

  /** The smallest box that holds both. */
  public VoxelBox union(VoxelBox other) {
    return new VoxelBox(
        new VoxelIndex(
            Math.min(start.i(), other.start.i()),
            Math.min(start.j(), other.start.j()),
            Math.min(start.k(), other.start.k())),
        new VoxelIndex(
            Math.max(end.i(), other.end.i()),
            Math.max(end.j(), other.end.j()),
            Math.max(end.k(), other.end.k())));
  }

  /** This box with {@code voxels} more on every side, cut at the border of a grid. */
  public VoxelBox grown(int voxels, GridSize grid) {
    return new VoxelBox(
        new VoxelIndex(
            Math.max(0, start.i() - voxels),
            Math.max(0, start.j() - voxels),
            Math.max(0, start.k() - voxels)),
        new VoxelIndex(
            Math.min(grid.i(), end.i() + voxels),
            Math.min(grid.j(), end.j() + voxels),
            Math.min(grid.k(), end.k() + voxels)));
  }

  @Override
  public String toString() {
    return "i "
        + start.i()
        + " to "
        + (end.i() - 1)
        + ", j "
        + start.j()
        + " to "
        + (end.j() - 1)
        + ", k "
        + start.k()
        + " to "
        + (end.k() - 1);
  }
}
