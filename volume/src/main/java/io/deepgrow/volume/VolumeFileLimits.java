package io.deepgrow.volume;

/**
 * Bounds on what a volume file may claim.
 *
 * @param maxVoxels largest grid that is read
 */
public record VolumeFileLimits(long maxVoxels) {

  /** 2048×2048×500 voxels, less than one Java array. */
  public static final VolumeFileLimits STANDARD = new VolumeFileLimits(2_097_152_000L);

  public VolumeFileLimits {
    if (maxVoxels < 1 || maxVoxels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("maxVoxels must fit one array: " + maxVoxels);
    }
  }
}
