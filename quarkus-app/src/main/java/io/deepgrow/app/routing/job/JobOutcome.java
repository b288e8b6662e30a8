package io.deepgrow.app.routing.job;

/** What came of an attempt that did not fail. */
public sealed interface JobOutcome {

  JobOutputs outputs();

  /** There is nothing left to do. */
  record Done(JobOutputs outputs) implements JobOutcome {}

  /**
   * What it needs is not there yet; that is no failure and no attempt.
   *
   * @param reason what it waits for, in words; no patient data
   */
  record NotYet(JobOutputs outputs, String reason) implements JobOutcome {}
}
