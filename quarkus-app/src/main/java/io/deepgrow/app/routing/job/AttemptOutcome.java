package io.deepgrow.app.routing.job;

/** How an attempt at a job ended. */
public enum AttemptOutcome {
  DONE,
  /** It failed for a reason that may pass. */
  RETRYING,
  DEAD,
  CANCELLED,
  /** Its process ended before it did. */
  DIED
}
