package io.deepgrow.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line over equal steps as a page draws it; whoever can't see it reads the table of the same
 * numbers.
 *
 * @param points of the line, as SVG has them
 * @param levels the lines behind it, with their values
 */
record Chart(int width, int height, String points, List<Level> levels) {

  /** A horizontal line. */
  record Level(int y, String value) {}

  private static final int WIDTH = 720;
  private static final int HEIGHT = 160;
  private static final int LEFT = 36;
  private static final int TOP = 10;
  private static final int BOTTOM = 6;
  private static final int MOST_LEVELS = 4;

  /** The chart of values from the left to the right, none below 0. */
  static Chart of(List<Long> values) {
    long step = step(values.stream().mapToLong(Long::longValue).max().orElse(0));
    long top = Math.max(step, roundUp(values, step));
    List<Level> levels = new ArrayList<>();
    for (long value = 0; value <= top; value += step) {
      levels.add(new Level(y(value, top), Long.toString(value)));
    }
    String points =
        IntStream.range(0, values.size())
            .mapToObj(
                n ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%d",
                        LEFT + (WIDTH - LEFT) * (double) n / Math.max(1, values.size() - 1),
                        y(values.get(n), top)))
            .collect(Collectors.joining(" "));
    return new Chart(WIDTH, HEIGHT, points, levels);
  }

  private static long roundUp(List<Long> values, long step) {
    long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
    return (most + step - 1) / step * step;
  }

  private static int y(long value, long top) {
    return (int) Math.round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (double) value / top));
  }

  /** 1, 2 or 5 times a power of ten, so that few lines reach the largest value. */
  private static long step(long most) {
    long power = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (power * factor * MOST_LEVELS >= most) {
          return power * factor;
        }
      }
      power *= 10;
    }
  }
}
