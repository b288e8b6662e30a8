package io.deepgrow.series;

/** A series that makes no volume; the message has counts, millimetres and tags, no patient data. */
public final class SeriesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public SeriesException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** For example {@code series.missing_slices}; stays the same over versions. */
  public String code() {
    return code;
  }
}
