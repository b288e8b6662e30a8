package io.deepgrow.app;

/** A request that can't be answered as asked; becomes problem+json. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * An error.
   *
   * @param message what is wrong and what to do, without patient data
   */
  public ApiException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
