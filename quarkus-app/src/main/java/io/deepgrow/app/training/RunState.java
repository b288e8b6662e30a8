package io.deepgrow.app.training;

/** How far a run is. */
public enum RunState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more comes of it. */
  public boolean isEnd() {
    return this != QUEUED && this != RUNNING;
  }
}
