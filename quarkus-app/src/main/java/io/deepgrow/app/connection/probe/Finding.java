package io.deepgrow.app.connection.probe;

/** What came of a step, before it is known how long it took. */
record Finding(TestStep.Outcome outcome, String text) {

  static Finding ok(String text) {
    return new Finding(TestStep.Outcome.OK, text);
  }

  static Finding warning(String text) {
    return new Finding(TestStep.Outcome.WARNING, text);
  }

  static Finding failed(String text) {
    return new Finding(TestStep.Outcome.FAILED, text);
  }

  static Finding skipped(String text) {
    return new Finding(TestStep.Outcome.SKIPPED, text);
  }
}
