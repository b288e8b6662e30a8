package io.deepgrow.app.console;

import io.deepgrow.app.routing.job.AttemptView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Attempts at a job as bars on a line of time, one below the other; whoever can't see it reads the
 * table of the same attempts.
 *
 * @param length from the first begin to the last end, in words
 */
record AttemptChart(int width, int height, List<Bar> bars, String length) {

  /**
   * An attempt.
   *
   * @param tone the class by which it is drawn
   */
  record Bar(String x, int y, String width, String tone, int number, String words) {}

  private static final int WIDTH = 720;
  private static final int LEFT = 40;
  private static final int ROW = 18;
  private static final int FOOT = 2;
  private static final double LEAST = 3;
  private static final int MOST = 30;

  static AttemptChart of(List<AttemptView> attempts, Instant now) {
    if (attempts.isEmpty()) {
      return new AttemptChart(WIDTH, FOOT, List.of(), "");
    }
    List<AttemptView> shown =
        attempts.subList(Math.max(0, attempts.size() - MOST), attempts.size());
    Instant first = shown.get(0).startedAt();
    Instant last = shown.stream().map(a -> end(a, now)).max(Instant::compareTo).orElse(now);
    double whole = Math.max(1, Duration.between(first, last).toMillis());
    List<Bar> bars = new ArrayList<>();
    for (AttemptView attempt : shown) {
      double from = Duration.between(first, attempt.startedAt()).toMillis() / whole;
      double to = Duration.between(first, end(attempt, now)).toMillis() / whole;
      double room = WIDTH - LEFT - LEAST;
      String outcome = outcome(attempt);
      bars.add(
          new Bar(
              figure(LEFT + from * room),
              bars.size() * ROW,
              figure(Math.max(LEAST, (to - from) * room)),
              JobTexts.tone(outcome),
              attempt.number(),
              JobTexts.outcome(outcome) + " after " + took(attempt, now)));
    }
    return new AttemptChart(WIDTH, bars.size() * ROW + FOOT, bars, Texts.seconds(whole / 1000));
  }

  private static Instant end(AttemptView attempt, Instant now) {
    Instant end = attempt.endedAt();
    return end == null ? now : end;
  }

  /** The outcome by its name; empty while it goes on. */
  static String outcome(AttemptView attempt) {
    return attempt.outcome() == null ? "" : attempt.outcome().name();
  }

  /** How long it took, or has taken so far. */
  static String took(AttemptView attempt, Instant now) {
    double millis = Duration.between(attempt.startedAt(), end(attempt, now)).toMillis();
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1f s", Math.max(0, millis) / 1000)
        : Texts.seconds(millis / 1000);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
