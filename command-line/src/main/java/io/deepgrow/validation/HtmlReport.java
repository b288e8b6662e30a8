package io.deepgrow.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A validation as one self-contained page: a graph and a table per structure, and pictures. */
public final class HtmlReport {

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
    html.append(HtmlPage.head("deepgrow validate", "Dice after each click"));
    html.append(
        "<p>Median over the runs. NoC: mean clicks to a Dice, failures counted with the whole"
            + " budget.</p>\n");
    Set<String> groups = new LinkedHashSet<>();
    summaries.forEach(s -> groups.add(title(s)));
    for (String group : groups) {
      List<Summary> own = summaries.stream().filter(s -> title(s).equals(group)).toList();
      html.append("<h2>").append(HtmlPage.escaped(group)).append("</h2>\n").append(graph(own));
      html.append(table(own));
    }
    pictures.forEach(picture -> html.append(HtmlPage.figure(picture)));
    return html.append("</html>\n").toString();
  }

  private static String title(Summary summary) {
    return summary.structure() + ", " + summary.strategy().name().toLowerCase(Locale.ROOT);
  }

  private static String graph(List<Summary> summaries) {
    int budget = summaries.stream().mapToInt(s -> s.dice().size() - 1).max().orElse(1);
    List<LineChart.Line> lines = new ArrayList<>();
    for (Summary s : summaries) {
      List<LineChart.Point> points = new ArrayList<>();
      for (int n = 0; n < s.dice().size(); n++) {
        points.add(new LineChart.Point(n, s.dice().get(n)));
      }
      lines.add(new LineChart.Line(s.method(), points));
    }
    return LineChart.svg("Dice by clicks", lines, budget, budget > 10 ? 5 : 1);
  }

  private static String table(List<Summary> summaries) {
    StringBuilder html =
        new StringBuilder(
            "<table><tr><th>method<th>runs<th>1<th>3<th>5<th>10<th>last<th>worst last"
                + "<th>NoC@0.85<th>NoC@0.90<th>NoC@0.95<th>surface mm<th>HD95 mm<th>ms a click\n");
    for (Summary s : summaries) {
      int last = s.dice().size() - 1;
      html.append("<tr><td>").append(HtmlPage.escaped(s.method())).append("<td>").append(s.runs());
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
}
