package io.deepgrow.seg;

/**
 * A segmentation that cannot be written or read: a stable code such as {@code seg.grid_mismatch},
 * and counts, tags and millimetres, never patient data.
 */
public final class SegException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;

  public SegException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Stable over releases; callers may switch on it. */
  public String code() {
    return code;
  }
}
