package io.deepgrow.app.connection.probe;

/** A step that failed, with what to do in its message. */
final class StepFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepFailedException(String text) {
    super(text);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
