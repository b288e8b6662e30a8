package io.deepgrow.validation;

import java.util.List;
import java.util.Locale;

/** Lines over an axis from 0 to 1, as a picture inside a page. */
public final class LineChart {

  static final String[] COLOURS = {
    "#1b7f4b", "#2458c5", "#c2571a", "#8a3ab9", "#b01e4f", "#6b6b1f", "#117a8b"
  };
  private static final int WIDTH = 560;
  private static final int HEIGHT = 260;
  private static final int MARGIN = 36;

  private LineChart() {}

  /** A point. */
  public record Point(double x, double y) {}

  /** A named line. */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * The picture.
   *
   * @param label what it shows, for those who can't see it
   * @param most end of the x axis
   * @param tick distance of the numbers below it
   */
  public static String svg(String label, List<Line> lines, double most, double tick) {
    StringBuilder svg = new StringBuilder();
    append(
        svg,
        "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n",
        WIDTH + 260,
        HEIGHT,
        HtmlPage.escaped(label));
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = y(tenth / 10.0);
      append(
          svg,
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
              + "<text x=\"8\" y=\"%.1f\">%.1f</text>%n",
          MARGIN,
          WIDTH,
          y,
          y,
          y + 4,
          tenth / 10.0);
    }
    for (double n = 0; n <= most; n += tick) {
      append(svg, "<text x=\"%.1f\" y=\"%d\">%.0f</text>%n", x(n, most) - 4, HEIGHT - 6, n);
    }
    for (int n = 0; n < lines.size(); n++) {
      line(svg, lines.get(n), n, most);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, Line line, int n, double most) {
    String colour = COLOURS[n % COLOURS.length];
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      append(points, "%.1f,%.1f ", x(point.x(), most), y(point.y()));
    }
    append(
        svg,
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
            + "<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s</text>%n",
        colour,
        points.toString().strip(),
        WIDTH + 12,
        MARGIN + 18 * n,
        colour,
        HtmlPage.escaped(line.name()));
  }

  private static void append(StringBuilder to, String format, Object... arguments) {
    to.append(String.format(Locale.ROOT, format, arguments));
  }

  private static double x(double value, double most) {
    return MARGIN + (WIDTH - MARGIN - 10) * value / Math.max(1, most);
  }

  private static double y(double value) {
    return 12 + (HEIGHT - 42) * (1 - Math.max(0, Math.min(1, value)));
  }
}
