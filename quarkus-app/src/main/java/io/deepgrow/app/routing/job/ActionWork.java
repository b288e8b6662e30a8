package io.deepgrow.app.routing.job;

import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.failure.JobException;

/** Does the jobs of one kind. */
public interface ActionWork {

  ActionKind kind();

  /** Whether it calls the PACS of the series, whose quiet hours it has to keep then. */
  boolean callsPacs();

  /**
   * Does a job, outside of any transaction. An earlier attempt may have ended anywhere within it;
   * what that one made is found again and not made twice.
   *
   * @throws JobException and the exceptions of what it uses, when it fails
   */
  JobOutcome run(RunningJob job);
}
