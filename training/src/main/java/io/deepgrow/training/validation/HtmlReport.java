package io.deepgrow.training.validation;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A validation as one self-contained page: a graph and a table per structure, and pictures. */
public final class HtmlReport {

  private static final String[] COLOURS = {
    "#1b7f4b", "#2458c5", "#c2571a", "#8a3ab9", "#b01e4f", "#6b6b1f", "#117a8b"
  };
  private static final int WIDTH = 560;
  private static final int HEIGHT = 260;
  private static final int MARGIN = 36;

  private HtmlReport() {}

  /**
   * A picture with its words.
   *
   * @param png encoded
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Picture(String caption, byte[] png) {}

  /** The page. */
  public static String of(List<Trajectory> trajectories, List<Picture> pictures) {
    List<Summary> summaries = Summary.of(trajectories);
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>deepgrow validate</title>
        <style>
          body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
          table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
          th, td { border-bottom: 1px solid #ccc; padding: .2rem .7rem; text-align: right; }
          th:first-child, td:first-child { text-align: left; }
          figure { margin: 1rem 0; } img { max-width: 100%; background: #000; }
          figcaption { color: #444; } svg text { font-size: 12px; fill: #444; }
        </style>
        <h1>Dice after each click</h1>
        <p>Median over the runs. NoC: mean clicks to a Dice, failures counted with the whole budget.</p>
        """);
    Set<String> groups = new LinkedHashSet<>();
    summaries.forEach(s -> groups.add(title(s)));
    for (String group : groups) {
      List<Summary> own = summaries.stream().filter(s -> title(s).equals(group)).toList();
      html.append("<h2>").append(escaped(group)).append("</h2>\n").append(graph(own));
      html.append(table(own));
    }
    for (Picture picture : pictures) {
      html.append("<figure><img alt=\"")
          .append(escaped(picture.caption()))
          .append("\" src=\"data:image/png;base64,")
          .append(Base64.getEncoder().encodeToString(picture.png()))
          .append("\"><figcaption>")
          .append(escaped(picture.caption()))
          .append("</figcaption></figure>\n");
    }
    return html.append("</html>\n").toString();
  }

  private static String title(Summary summary) {
    return summary.structure() + ", " + summary.strategy().name().toLowerCase(Locale.ROOT);
  }

  private static String graph(List<Summary> summaries) {
    int budget = summaries.stream().mapToInt(s -> s.dice().size() - 1).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"Dice by clicks\">%n",
            WIDTH + 260,
            HEIGHT));
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = y(tenth / 10.0);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>"
                  + "<text x=\"8\" y=\"%.1f\">%.1f</text>%n",
              MARGIN,
              WIDTH,
              y,
              y,
              y + 4,
              tenth / 10.0));
    }
    for (int n = 0; n <= budget; n += budget > 10 ? 5 : 1) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\">%d</text>%n",
              x(n, budget) - 4,
              HEIGHT - 6,
              n));
    }
    for (int line = 0; line < summaries.size(); line++) {
      Summary s = summaries.get(line);
      String colour = COLOURS[line % COLOURS.length];
      StringBuilder points = new StringBuilder();
      for (int n = 0; n < s.dice().size(); n++) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(n, budget), y(s.dice().get(n))));
      }
      svg.append(
          String.format(
              Locale.ROOT,
              "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
                  + "<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s</text>%n",
              colour,
              points.toString().strip(),
              WIDTH + 12,
              MARGIN + 18 * line,
              colour,
              escaped(s.method())));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(int clicks, int budget) {
    return MARGIN + (double) (WIDTH - MARGIN - 10) * clicks / Math.max(1, budget);
  }

  private static double y(double dice) {
    return 12 + (HEIGHT - 42) * (1 - dice);
  }

  private static String table(List<Summary> summaries) {
    StringBuilder html =
        new StringBuilder(
            "<table><tr><th>method<th>runs<th>1<th>3<th>5<th>10<th>last<th>worst last"
                + "<th>NoC@0.85<th>NoC@0.90<th>NoC@0.95<th>surface mm<th>HD95 mm<th>ms a click\n");
    for (Summary s : summaries) {
      int last = s.dice().size() - 1;
      html.append("<tr><td>").append(escaped(s.method())).append("<td>").append(s.runs());
      for (int n : new int[] {1, 3, 5, 10, last}) {
        html.append("<td>").append(n <= last ? number(s.dice().get(n), 3) : "–");
      }
      html.append("<td>").append(number(s.worst().get(last), 3));
      for (int n = 0; n < Summary.TARGETS.size(); n++) {
        int failed = s.failures().get(n);
        html.append("<td>").append(number(s.noc().get(n), 1));
        html.append(failed == 0 ? "" : " (" + failed + " failed)");
      }
      html.append("<td>").append(number(s.surfaceMm(), 2));
      html.append("<td>").append(number(s.hd95Mm(), 1));
      html.append("<td>").append(number(s.ms(), 0)).append('\n');
    }
    return html.append("</table>\n").toString();
  }

  private static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "–";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
