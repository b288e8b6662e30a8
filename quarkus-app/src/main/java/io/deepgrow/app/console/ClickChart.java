package io.deepgrow.app.console;

import io.deepgrow.app.review.ClickTimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Clicks as dots over time, those that add above those that take away; whoever can't see it reads
 * the table of the same clicks.
 *
 * @param dots in the order of the clicks
 * @param length from the first click to the last
 */
record ClickChart(int width, int height, List<Dot> dots, String length) {

  /**
   * A click.
   *
   * @param kind the class by which it is drawn
   */
  record Dot(String x, int y, String kind, String words) {}

  private static final int WIDTH = 720;
  private static final int HEIGHT = 96;
  private static final int LEFT = 110;
  private static final int RIGHT = 12;
  private static final int ADDS = 24;
  private static final int TAKES = 60;

  static ClickChart of(List<ClickTimeLine.Made> clicks) {
    if (clicks.isEmpty()) {
      return new ClickChart(WIDTH, HEIGHT, List.of(), "");
    }
    Instant first = clicks.get(0).at();
    Instant last = clicks.get(clicks.size() - 1).at();
    double whole = Math.max(1, Duration.between(first, last).toMillis());
    List<Dot> dots =
        clicks.stream()
            .map(
                c ->
                    new Dot(
                        x(Duration.between(first, c.at()).toMillis() / whole),
                        c.positive() ? ADDS : TAKES,
                        (c.positive() ? "adds" : "takes") + (c.taken() ? " undone" : ""),
                        seconds(first, c) + ": segment " + c.segment()))
            .toList();
    return new ClickChart(WIDTH, HEIGHT, dots, Texts.seconds(whole / 1000));
  }

  private static String x(double share) {
    return String.format(Locale.ROOT, "%.1f", LEFT + (WIDTH - LEFT - RIGHT) * share);
  }

  /** When a click came after the first one, in seconds. */
  static String seconds(Instant first, ClickTimeLine.Made click) {
    return String.format(
        Locale.ROOT, "%.1f s", Duration.between(first, click.at()).toMillis() / 1000.0);
  }
}
