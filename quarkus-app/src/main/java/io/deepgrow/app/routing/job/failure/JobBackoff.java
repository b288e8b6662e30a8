package io.deepgrow.app.routing.job.failure;

import java.time.Duration;
import java.util.Random;
import java.util.UUID;

/** How long a job waits until it is tried again, and how often it is. */
public final class JobBackoff {

  /** Attempts that may fail in a passing way, all together. */
  static final int MOST_TRIES = 12;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(5);
  private static final int PART = 4;
  private static final Duration LONGEST_REQUESTED = Duration.ofHours(24);
  private static final int MOST_DOUBLINGS = 20;
  private static final double SPREAD = 0.2;

  private JobBackoff() {}

  /** How long until a job looks again for what it waits for: longer the longer it has waited. */
  public static Duration whileWaiting(Duration waited) {
    Duration part = waited.dividedBy(PART);
    Duration atLeast = part.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : part;
    return atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
  }

  /** Whether it is given up after so many attempts that failed. */
  public static boolean isUsedUp(int tries) {
    return tries >= MOST_TRIES;
  }

  /**
   * Twice as long each time up to a limit, a fifth more or less so that jobs which failed together
   * do not come together again.
   *
   * @param tries that failed by now, at least 1
   * @param job by which the same job is always spread the same
   * @param atLeast how long another has asked to be left alone; a day is the most
   */
  public static Duration after(int tries, UUID job, Duration atLeast) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, tries - 1));
    Duration bounded = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    double chance = new Random(job.getLeastSignificantBits() + tries).nextDouble();
    long millis = Math.round(bounded.toMillis() * (1 + SPREAD * (2 * chance - 1)));
    Duration requested = atLeast.compareTo(LONGEST_REQUESTED) > 0 ? LONGEST_REQUESTED : atLeast;
    Duration own = Duration.ofMillis(millis);
    return own.compareTo(requested) < 0 ? requested : own;
  }
}
