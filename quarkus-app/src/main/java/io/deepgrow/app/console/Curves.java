package io.deepgrow.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines over a common axis as a page draws them; whoever can't see them reads the table of the same
 * numbers.
 *
 * @param levels the lines behind them, with their values
 * @param first the axis' first value
 * @param last the axis' last value
 */
record Curves(
    int width, int height, List<Line> lines, List<Chart.Level> levels, String first, String last) {

  /** A point. */
  record Point(double x, double y) {}

  /**
   * A line by the name that its table has, too.
   *
   * @param points as SVG has them
   * @param number from 1, by which lines look different
   */
  record Line(String name, String points, int number) {}

  /** A name and its points, in order of x. */
  record Series(String name, List<Point> points) {}

  private static final int WIDTH = 720;
  private static final int HEIGHT = 180;
  private static final int LEFT = 44;
  private static final int TOP = 10;
  private static final int BOTTOM = 8;
  private static final int LEVELS = 4;

  /**
   * Lines from 0 up.
   *
   * @param top the value at the upper edge, or 0 for the largest one
   */
  static Curves of(List<Series> series, double top) {
    double most = top > 0 ? top : roundedUp(largest(series));
    double from = edge(series, true);
    double last = edge(series, false);
    double to = last > from ? last : from + 1;
    List<Line> lines = new ArrayList<>();
    for (Series each : series) {
      String points =
          each.points().stream()
              .map(p -> place(p, from, to, most))
              .collect(Collectors.joining(" "));
      lines.add(new Line(each.name(), points, lines.size() + 1));
    }
    List<Chart.Level> levels = new ArrayList<>();
    for (int n = 0; n <= LEVELS; n++) {
      double value = most * n / LEVELS;
      levels.add(new Chart.Level((int) Math.round(y(value, most)), number(value)));
    }
    return new Curves(WIDTH, HEIGHT, lines, levels, number(from), number(last));
  }

  /** Whether there is anything to draw. */
  public boolean empty() {
    return lines.stream().allMatch(line -> line.points().isEmpty());
  }

  private static String place(Point point, double from, double to, double most) {
    double x = LEFT + (WIDTH - LEFT - 4) * (point.x() - from) / (to - from);
    return String.format(Locale.ROOT, "%.1f,%.1f", x, y(Math.min(point.y(), most), most));
  }

  private static double y(double value, double most) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  }

  private static double largest(List<Series> series) {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .mapToDouble(Point::y)
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }

  private static double edge(List<Series> series, boolean least) {
    var all = series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::x);
    return least ? all.min().orElse(0) : all.max().orElse(1);
  }

  /** To a tenth of its power of ten. */
  private static double roundedUp(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value))) / 10;
    return Math.ceil(value / unit) * unit;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
