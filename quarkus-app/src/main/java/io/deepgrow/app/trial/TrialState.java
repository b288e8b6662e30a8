package io.deepgrow.app.trial;

/** How far a trial is. */
public enum TrialState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED
}
