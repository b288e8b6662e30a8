package io.deepgrow.training.weights;

/** A file of weights that is refused or does not fit; the message says what in it and why. */
public final class WeightsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WeightsException(String message) {
    super(message);
  }

  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
