package io.deepgrow.seg.read;

/**
 * Bounds and choices of reading.
 *
 * @param fractionThreshold part of the maximum from which a FRACTIONAL voxel is set; default 0.5
 * @param maxSegments default 1024
 * @param maxFrames default 100,000
 * @param maxMaskBytes memory for all masks together; default 1 GB
 */
public record SegReadOptions(
    double fractionThreshold, int maxSegments, int maxFrames, long maxMaskBytes) {

  public SegReadOptions {
    if (!(fractionThreshold > 0 && fractionThreshold <= 1)) {
      throw new IllegalArgumentException(
          "The threshold lies above 0 and at most at 1: " + fractionThreshold);
    }
  }

  public static SegReadOptions standard() {
    return new SegReadOptions(0.5, 1024, 100_000, 1L << 30);
  }

  public SegReadOptions withThreshold(double threshold) {
    return new SegReadOptions(threshold, maxSegments, maxFrames, maxMaskBytes);
  }
}
