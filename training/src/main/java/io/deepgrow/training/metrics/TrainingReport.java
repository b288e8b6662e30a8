package io.deepgrow.training.metrics;

import io.deepgrow.validation.HtmlPage;
import io.deepgrow.validation.HtmlReport.Picture;
import io.deepgrow.validation.LineChart;
import io.deepgrow.validation.LineChart.Line;
import io.deepgrow.validation.LineChart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A training run as one page: Dice over the steps, Dice after each click, and pictures. */
public final class TrainingReport {

  private static final int TICKS = 6;

  private TrainingReport() {}

  /** A row of the curve. */
  public record Learned(long step, double loss, double dice) {}

  /**
   * A validation.
   *
   * @param dice after 1, 2, … clicks
   */
  public record Judged(long step, double score, List<Double> dice) {}

  /**
   * The page.
   *
   * @param title such as the network and the seed
   * @param pictures of the last validation
   */
  public static String of(
      String title, List<Learned> curve, List<Judged> validations, List<Picture> pictures) {
    StringBuilder html = new StringBuilder(HtmlPage.head("deepgrow train", title));
    html.append("<h2>Dice over the steps</h2>\n");
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line("training", curve.stream().map(c -> new Point(c.step(), c.dice())).toList()));
    lines.add(
        new Line(
            "validation, mean over the clicks",
            validations.stream().map(v -> new Point(v.step(), v.score())).toList()));
    lines.add(
        new Line(
            "validation, last click",
            validations.stream().map(v -> new Point(v.step(), last(v.dice()))).toList()));
    double most =
        Math.max(lastStep(curve), validations.isEmpty() ? 1.0 : (double) last(validations).step());
    html.append(LineChart.svg("Dice by steps", lines, most, Math.max(1, Math.ceil(most / TICKS))));
    if (!validations.isEmpty()) {
      html.append("<h2>Dice after each click, on patches held out</h2>\n");
      html.append(clicks(validations));
      html.append(table(validations));
    }
    pictures.forEach(picture -> html.append(HtmlPage.figure(picture)));
    return html.append("</html>\n").toString();
  }

  private static double lastStep(List<Learned> curve) {
    return curve.isEmpty() ? 1 : last(curve).step();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** The first, the best and the last validation. */
  private static String clicks(List<Judged> validations) {
    Judged best = validations.get(0);
    for (Judged v : validations) {
      best = v.score() > best.score() ? v : best;
    }
    List<Line> lines = new ArrayList<>();
    lines.add(line("last", last(validations)));
    lines.add(line("best", best));
    lines.add(line("first", validations.get(0)));
    int clicks = best.dice().size();
    return LineChart.svg("Dice by clicks", lines, clicks, clicks > 10 ? 5 : 1);
  }

  private static Line line(String name, Judged validation) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0));
    for (int n = 0; n < validation.dice().size(); n++) {
      points.add(new Point(n + 1.0, validation.dice().get(n)));
    }
    return new Line(name + ", step " + validation.step(), points);
  }

  private static String table(List<Judged> validations) {
    StringBuilder html =
        new StringBuilder("<table><tr><th>step<th>mean<th>1 click<th>3<th>5<th>10<th>last\n");
    for (Judged v : validations) {
      html.append("<tr><td>").append(v.step()).append("<td>").append(number(v.score()));
      for (int n : new int[] {1, 3, 5, 10, v.dice().size()}) {
        html.append("<td>").append(n <= v.dice().size() ? number(v.dice().get(n - 1)) : "–");
      }
      html.append('\n');
    }
    return html.append("</table>\n").toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
