package io.deepgrow.inference.click;

/** Clicks or a model that the predictor can't work with. */
public final class InferenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public InferenceException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** For example {@code click.outside_volume}; stays the same over versions. */
  public String code() {
    return code;
  }
}
