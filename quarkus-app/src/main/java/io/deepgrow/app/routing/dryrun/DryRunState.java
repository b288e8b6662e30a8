package io.deepgrow.app.routing.dryrun;

/** How far a dry run is. */
public enum DryRunState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED
}
