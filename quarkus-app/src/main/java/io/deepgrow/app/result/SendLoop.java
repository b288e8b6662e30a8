package io.deepgrow.app.result;

import io.deepgrow.app.queue.Next;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * One look at one result: takes it, makes an attempt, writes down what came of it, and goes on
 * until nothing is left to do now.
 */
final class SendLoop {

  /** The rows of results. */
  interface Rows {

    Turn take(UUID id);

    /** Writes down what an attempt came to, unless another has taken the row. */
    void finish(Claim claim, Step step, Duration wait);

    /** Gives a row back untouched. */
    void release(Claim claim);
  }

  /** Talks to the PACS about one result. */
  @FunctionalInterface
  interface Attempt {
    Step make(Claim claim);
  }

  private final Rows rows;
  private final Attempt attempt;
  private final Backoff backoff;
  private final Clock clock;

  SendLoop(Rows rows, Attempt attempt, Backoff backoff, Clock clock) {
    this.rows = rows;
    this.attempt = attempt;
    this.backoff = backoff;
    this.clock = clock;
  }

  Next run(UUID id) {
    Turn turn = rows.take(id);
    while (turn instanceof Turn.Taken taken) {
      Step step = attempt.make(taken.claim());
      if (Thread.interrupted()) {
        // the service is stopping, which is no failure of the result's
        rows.release(taken.claim());
        return new Next.Again(clock.instant());
      }
      rows.finish(taken.claim(), step, backoff.after(taken.claim(), step));
      turn = rows.take(id);
    }
    return turn instanceof Turn.Later later ? new Next.Again(later.at()) : new Next.Done();
  }
}
