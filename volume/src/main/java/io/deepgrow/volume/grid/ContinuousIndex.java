package io.deepgrow.volume.grid;

/** A position between voxels; integers are voxel centres. */
public record ContinuousIndex(double i, double j, double k) {

  /** The voxel whose centre is nearest; halves go up. */
  public VoxelIndex nearest() {
    return new VoxelIndex(
        (int) Math.floor(i + 0.5), (int) Math.floor(j + 0.5), (int) Math.floor(k + 0.5));
  }

  @Override
  public String toString() {
    return "(" + i + ", " + j + ", " + k + ")";
  }
}
