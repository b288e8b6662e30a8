package io.deepgrow.dicom;

/**
 * Bounds on what a DICOM object may make us do.
 *
 * @param maxBytes of a file or part
 * @param maxValueBytes of one value in memory, pixel data apart
 * @param maxPixelBytes of pixel data in memory
 * @param maxDepth of nested sequences
 * @param maxElements attributes and sequence items in a file
 * @param maxItems in one sequence
 * @param maxFragments of encapsulated pixel data
 * @param maxInflationRatio inflated to deflated bytes, after the first MiB
 */
public record DicomLimits(
    long maxBytes,
    int maxValueBytes,
    int maxPixelBytes,
    int maxDepth,
    int maxElements,
    int maxItems,
    int maxFragments,
    int maxInflationRatio) {

  private static final DicomLimits STANDARD =
      new DicomLimits(4L << 30, 16 << 20, 2_000_000_000, 32, 2_000_000, 200_000, 1_000_000, 200);

  /** The documented defaults. */
  public static DicomLimits standard() {
    return STANDARD;
  }

  public DicomLimits withMaxBytes(long bytes) {
    return new DicomLimits(
        bytes,
        maxValueBytes,
        (int) Math.min(maxPixelBytes, bytes),
        maxDepth,
        maxElements,
        maxItems,
        maxFragments,
        maxInflationRatio);
  }
}
