package io.deepgrow.inference.click;

import io.deepgrow.volume.grid.VoxelIndex;

/** One click in a volume, by the voxel it hit. */
public record Click(ClickKind kind, VoxelIndex voxel, ClickExtent extent) {

  /** A click that may change the mask anywhere. */
  public Click(ClickKind kind, VoxelIndex voxel) {
    this(kind, voxel, ClickExtent.VOLUME);
  }

  public static Click positive(int i, int j, int k) {
    return new Click(ClickKind.POSITIVE, new VoxelIndex(i, j, k));
  }

  public static Click negative(int i, int j, int k) {
    return new Click(ClickKind.NEGATIVE, new VoxelIndex(i, j, k));
  }

  public boolean isPositive() {
    return kind == ClickKind.POSITIVE;
  }

  /** The same, for its slice only. */
  public Click inSlice() {
    return new Click(kind, voxel, ClickExtent.SLICE);
  }
}
