package io.deepgrow.app.routing.job;

/** Somebody has cancelled the job, another has taken it, or it is gone. */
final class EndedJobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EndedJobException() {
    super("the job is no longer ours");
  }
}
