package io.deepgrow.app.routing.job;

import java.time.Instant;

/** What a look at a job finds. */
sealed interface JobTurn {

  /** There is nothing to do. */
  record Over() implements JobTurn {}

  /** Not before this time. */
  record Later(Instant at) implements JobTurn {}

  /** It is taken. */
  record Taken(RunningJob job, int turn) implements JobTurn {}
}
