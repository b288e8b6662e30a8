package io.deepgrow.app.routing.sighting;

import java.time.Duration;
import java.time.Instant;

/**
 * Says when a study counts as complete: its content was the same at two looks and nothing has come
 * for the quiet time; where its PACS says that it is complete, two looks that agree are enough. One
 * that goes on changing is waited for only so long.
 */
final class Settling {

  /** Between two looks at a study whose PACS says that it is complete. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  /**
   * A study as it was at the look before.
   *
   * @param digest empty before the first look
   * @param changedAt when its content was first seen to be this
   * @param waitingSince when it was reported, or reported again after a decision
   * @param saidComplete whether its PACS says that it is complete
   */
  record Before(String digest, Instant changedAt, Instant waitingSince, boolean saidComplete) {}

  /** What is to be done after a look. */
  sealed interface Step {
    /** The rules decide. */
    record Decide() implements Step {}

    /** Nothing is new since the rules decided. */
    record Same() implements Step {}

    /** Somebody has to look. */
    record Hold() implements Step {}

    /** It is looked at again. */
    record Wait(Instant until) implements Step {}
  }

  private Settling() {}

  /**
   * What to do.
   *
   * @param digest of the content at this look
   * @param decided the digest that the rules decided on; empty for none
   * @param quiet how long nothing may have come
   * @param longestWait after which the study is decided on, or held
   */
  static Step next(
      Before before,
      String digest,
      String decided,
      Instant now,
      Duration quiet,
      Duration longestWait,
      Overdue whenOverdue) {
    if (digest.equals(decided)) {
      return new Step.Same();
    }
    boolean same = digest.equals(before.digest());
    Instant settled = before.changedAt().plus(quiet);
    if (same && (before.saidComplete() || !now.isBefore(settled))) {
      return new Step.Decide();
    }
    Instant overdue = before.waitingSince().plus(longestWait);
    if (!now.isBefore(overdue)) {
      return whenOverdue == Overdue.PROCEED ? new Step.Decide() : new Step.Hold();
    }
    if (same) {
      return new Step.Wait(earlier(settled, overdue));
    }
    Duration pause = before.saidComplete() && AGAIN.compareTo(quiet) < 0 ? AGAIN : quiet;
    return new Step.Wait(earlier(now.plus(pause), overdue));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
