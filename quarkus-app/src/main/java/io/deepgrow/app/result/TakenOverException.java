package io.deepgrow.app.result;

/** Stops an attempt whose result somebody else has taken over: nothing is sent any more. */
final class TakenOverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TakenOverException() {
    super("Somebody else has taken the result over");
  }
}
