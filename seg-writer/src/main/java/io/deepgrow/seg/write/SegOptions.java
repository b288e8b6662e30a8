package io.deepgrow.seg.write;

/**
 * What a site or a result decides about the SEG.
 *
 * @param omitEmptyFrames leave out slices without a voxel of the segment; default true
 * @param maxBytes size of one instance; what is larger is split by segments; default 1 GB
 * @param seriesNumber of the first instance (0020,0011)
 * @param seriesDescription what users read in the list of series (0008,103E)
 * @param contentDescription free text (0070,0081), may be empty
 * @param contentCreator who accepted the result (0070,0084), empty unless the site wants it
 */
public record SegOptions(
    boolean omitEmptyFrames,
    long maxBytes,
    int seriesNumber,
    String seriesDescription,
    String contentDescription,
    String contentCreator) {

  private static final long DEFAULT_MAX_BYTES = 1_000_000_000L;
  private static final int DEFAULT_SERIES_NUMBER = 900;
  private static final int MAX_LONG_STRING = 64;

  public SegOptions {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("The largest SEG must have a size: " + maxBytes);
    }
    if (seriesDescription.length() > MAX_LONG_STRING
        || contentDescription.length() > MAX_LONG_STRING) {
      throw new IllegalArgumentException("Descriptions have at most 64 characters");
    }
  }

  public static SegOptions standard() {
    return new SegOptions(true, DEFAULT_MAX_BYTES, DEFAULT_SERIES_NUMBER, "Segmentation", "", "");
  }

  public SegOptions withEmptyFrames() {
    return new SegOptions(
        false, maxBytes, seriesNumber, seriesDescription, contentDescription, contentCreator);
  }

  public SegOptions withMaxBytes(long bytes) {
    return new SegOptions(
        omitEmptyFrames,
        bytes,
        seriesNumber,
        seriesDescription,
        contentDescription,
        contentCreator);
  }

  /** Number and text under which the series is listed. */
  public SegOptions withSeries(int number, String description) {
    return new SegOptions(
        omitEmptyFrames, maxBytes, number, description, contentDescription, contentCreator);
  }

  /** What the content is, and the person name of its creator. */
  public SegOptions withContent(String description, String creator) {
    return new SegOptions(
        omitEmptyFrames, maxBytes, seriesNumber, seriesDescription, description, creator);
  }
}
