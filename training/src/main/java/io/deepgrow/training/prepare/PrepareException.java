package io.deepgrow.training.prepare;

/** An input that can't be prepared, or a dataset that can't be read. */
public final class PrepareException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PrepareException(String message) {
    super(message);
  }
}
