package io.deepgrow.app.routing.job;

/** How far a job is. */
public enum JobState {
  /** Nothing was done yet. */
  WAITING,
  RUNNING,
  /** An attempt failed for a reason that may pass, or what it needs is not there yet. */
  RETRYING,
  DONE,
  /** Given up: somebody has to look at it. */
  DEAD,
  /** Somebody does not want it any more. */
  CANCELLED;

  /** Whether nothing follows by itself. */
  public boolean isEnd() {
    return this == DONE || this == DEAD || this == CANCELLED;
  }
}
