package io.deepgrow.app.trial;

/** Somebody else has taken the trial, or it is gone. */
final class EndedTrialException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EndedTrialException() {
    super("the trial is no longer ours");
  }
}
