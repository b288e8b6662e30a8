package io.deepgrow.app.connection.probe;

/**
 * One thing that was tried.
 *
 * @param millis how long it took
 * @param text what came of it, and what to do where it failed; nothing of a patient
 */
public record TestStep(Name name, Outcome outcome, long millis, String text) {

  /** What is tried, in this order. */
  public enum Name {
    TLS,
    TOKEN,
    SEARCH,
    RETRIEVE,
    STORE,
    CLOCK
  }

  /** What may come of it. */
  public enum Outcome {
    OK,
    WARNING,
    FAILED,
    SKIPPED
  }
}
