package io.deepgrow.app.result;

import java.time.Duration;

/**
 * How long a result waits until it is tried again.
 *
 * @param first after the first attempt that failed
 * @param longest however often it failed
 */
record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 20;

  /** Twice as long each time, up to a limit; no time at all before the first look after storing. */
  Duration after(Claim claim, Step step) {
    if (!(step instanceof Step.Later)) {
      return Duration.ZERO;
    }
    // storing was one attempt that did not fail
    int stored = claim.state() == ResultState.STORED ? 1 : 0;
    int tries = Math.max(0, claim.attempts() + claim.checks() - stored);
    Duration wait = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, tries));
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
