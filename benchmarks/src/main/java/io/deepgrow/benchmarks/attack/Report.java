package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a run as Markdown, and its verdict. */
final class Report {

  private static final int MOST_LINES = 8;
  private static final int LINE = 140;

  private final Percentiles calm;
  private final List<Outcome> outcomes;
  private final Map<String, Vitals> vitals;
  private final List<String> more;

  /**
   * A report.
   *
   * @param vitals by the moment, the one before the attacks first
   * @param more bounds that were broken besides
   */
  Report(Percentiles calm, List<Outcome> outcomes, Map<String, Vitals> vitals, List<String> more) {
    this.calm = calm;
    this.outcomes = outcomes;
    this.vitals = vitals;
    this.more = more;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| attack | requests | answers | p50, ms | p95, ms | × p95 | MB | threads | files |");
    text.append("\n|---|---|---|---|---|---|---|---|---|\n");
    line(text, "| undisturbed | | | %.0f | %.0f | 1 | | | |", calm.p50(), calm.p95());
    outcomes.forEach(outcome -> row(text, outcome));
    text.append("\n| at rest | heap, MB | threads | files | connections | temporary files |\n");
    text.append("|---|---|---|---|---|---|\n");
    vitals.forEach(
        (moment, v) ->
            line(
                text,
                "| %s | %d | %d | %d | %d | %d |",
                moment,
                v.heapMegabytes(),
                v.threads(),
                v.files(),
                v.connections(),
                v.temporary()));
    outcomes.stream()
        .filter(o -> !o.attack().leftOutBecause().isEmpty())
        .forEach(
            o -> line(text, "%nLeft out: %s; %s.", o.attack().name(), o.attack().leftOutBecause()));
    List<String> broken = broken();
    line(text, "%n%s", broken.isEmpty() ? "PASSED" : "FAILED: " + String.join("; ", broken));
    return text.toString();
  }

  private void row(StringBuilder text, Outcome outcome) {
    String clicks =
        outcome
            .clicks()
            .map(
                c ->
                    String.format(
                        Locale.ROOT, "%.0f | %.0f | %.1f", c.p50(), c.p95(), c.p95() / calm.p95()))
            .orElse("left out | |");
    String held =
        outcome
            .after()
            .map(v -> v.heapMegabytes() + " | " + v.threads() + " | " + v.files())
            .orElse("| |");
    line(
        text,
        "| %s | %d | %s | %s | %s |",
        outcome.attack().name(),
        outcome.tally().sent(),
        outcome.tally().statuses(),
        clicks,
        held);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Every broken bound, as a sentence. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    outcomes.forEach(outcome -> broken.addAll(outcome.broken(calm)));
    List<Vitals> moments = List.copyOf(vitals.values());
    List<String> names = List.copyOf(vitals.keySet());
    for (int n = 1; n < moments.size(); n++) {
      String moment = names.get(n);
      Bounds.leaks(moments.get(0), moments.get(n)).forEach(l -> broken.add(moment + ": " + l));
    }
    broken.addAll(more);
    return broken;
  }

  /** What the service warned of, by how often, without times and numbers. */
  static String warnings(String log) {
    Map<String, Integer> count = new TreeMap<>();
    log.lines()
        .filter(l -> l.contains(" WARN ") || l.contains(" ERROR "))
        .map(l -> l.replaceAll("^.*?(WARN|ERROR)", "$1").replaceAll("[0-9a-f-]{36}|[0-9]+", "#"))
        .map(l -> l.substring(0, Math.min(LINE, l.length())))
        .forEach(l -> count.merge(l, 1, Integer::sum));
    StringBuilder text = new StringBuilder();
    count.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_LINES)
        .forEach(e -> line(text, "log, %d ×: %s", e.getValue(), e.getKey()));
    return text.toString();
  }
}
