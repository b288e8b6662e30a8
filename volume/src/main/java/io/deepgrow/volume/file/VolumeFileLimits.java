package io.deepgrow.volume.file;

/**
 * Bounds on what a volume file may claim.
 *
 * @param maxVoxels largest grid that is read
 * @param room asked for a volume's memory once the header has told its size
 */
public record VolumeFileLimits(long maxVoxels, MemoryRoom room) {

  /** 512×512×2048 voxels, 1 GiB in memory. */
  public static final VolumeFileLimits STANDARD = new VolumeFileLimits(1L << 29);

  /** A largest grid, and as much memory as that takes. */
  public VolumeFileLimits(long maxVoxels) {
    this(maxVoxels, MemoryRoom.UNLIMITED);
  }

  public VolumeFileLimits {
    if (maxVoxels < 1 || maxVoxels > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("maxVoxels must fit one array: " + maxVoxels);
    }
  }
}
