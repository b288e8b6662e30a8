package io.deepgrow.training.train;

/** A run that can't be, or can't go on; the message says what to do. */
public final class TrainingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public TrainingException(String message) {
    super(message);
  }

  public TrainingException(String message, Throwable cause) {
    super(message, cause);
  }
}
