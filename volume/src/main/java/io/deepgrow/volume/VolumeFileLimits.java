package io.deepgrow.volume;

/**
 * Bounds on what a volume file may claim.
 *
 * @param maxVoxels largest grid that is read
 */
public record VolumeFileLimits(long maxVoxels) {

  /** 512×512×2048 voxels, 1 GiB in memory. */
  public static final VolumeFileLimits STANDARD = new VolumeFileLimits(1L << 29);

  public VolumeFileLimits {
    if (maxVoxels < 1 || maxVoxels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("maxVoxels must fit one array: " + maxVoxels);
    }
  }
}
