package io.deepgrow.app.trial;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a trial.
 *
 * @param p50Millis median of the time from clicks to mask
 * @param p95Millis nineteen of twenty were faster
 */
public record TrialOutcome(List<Structure> structures, double p50Millis, double p95Millis) {

  /**
   * One structure.
   *
   * @param dice against the known answer after each click; against the mask of the session, one
   */
  public record Structure(String name, List<Double> dice) {}

  /** The outcome of structures and the times that each prediction took. */
  static TrialOutcome of(List<Structure> structures, List<Double> millis) {
    return new TrialOutcome(
        List.copyOf(structures), percentile(millis, 0.5), percentile(millis, 0.95));
  }

  private static double percentile(List<Double> values, double share) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }

  /** Mean Dice over all structures after each click. */
  public List<Double> means() {
    int clicks = structures.stream().mapToInt(s -> s.dice().size()).max().orElse(0);
    return IntStream.range(0, clicks)
        .mapToObj(
            n ->
                structures.stream()
                    .filter(s -> !s.dice().isEmpty())
                    .mapToDouble(s -> s.dice().get(Math.min(n, s.dice().size() - 1)))
                    .average()
                    .orElse(0))
        .toList();
  }
}
