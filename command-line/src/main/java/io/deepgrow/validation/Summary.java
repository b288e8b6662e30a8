package io.deepgrow.validation;

import io.deepgrow.clicks.ClickStrategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Several trajectories of one method on one structure.
 *
 * @param runs cases times seeds
 * @param dice median after 0, 1, … clicks
 * @param worst lowest Dice after 0, 1, … clicks
 * @param surfaceMm median mean surface distance after the last click
 * @param hd95Mm median HD95 after the last click
 * @param noc mean clicks to a Dice of 0.85, 0.90, 0.95, where failures count the budget
 * @param failures runs that never reached it
 * @param ms median time of a click
 */
public record Summary(
    String method,
    String structure,
    ClickStrategy strategy,
    int runs,
    List<Double> dice,
    List<Double> worst,
    double surfaceMm,
    double hd95Mm,
    List<Double> noc,
    List<Integer> failures,
    double ms) {

  /** Dice that clicks are counted to. */
  public static final List<Double> TARGETS = List.of(0.85, 0.90, 0.95);

  private record Key(String method, String structure, ClickStrategy strategy) {}

  /** One summary per method, structure and strategy, in the order they first appear. */
  public static List<Summary> of(List<Trajectory> trajectories) {
    Map<Key, List<Trajectory>> groups = new LinkedHashMap<>();
    for (Trajectory t : trajectories) {
      groups
          .computeIfAbsent(new Key(t.method(), t.structure(), t.strategy()), k -> new ArrayList<>())
          .add(t);
    }
    List<Summary> summaries = new ArrayList<>();
    groups.forEach((key, group) -> summaries.add(of(key, group)));
    return summaries;
  }

  private static Summary of(Key key, List<Trajectory> group) {
    int budget = group.stream().mapToInt(Trajectory::budget).max().orElse(0);
    List<Double> dice = new ArrayList<>();
    List<Double> worst = new ArrayList<>();
    for (int n = 0; n <= budget; n++) {
      int clicks = n;
      List<Double> values = group.stream().map(t -> t.dice(clicks)).toList();
      dice.add(median(values));
      worst.add(values.stream().min(Comparator.naturalOrder()).orElse(Double.NaN));
    }
    List<Double> noc = new ArrayList<>();
    List<Integer> failures = new ArrayList<>();
    for (double target : TARGETS) {
      List<OptionalInt> reached = group.stream().map(t -> t.clicksTo(target)).toList();
      noc.add(reached.stream().mapToInt(n -> n.orElse(budget)).average().orElse(budget));
      failures.add((int) reached.stream().filter(OptionalInt::isEmpty).count());
    }
    return new Summary(
        key.method(),
        key.structure(),
        key.strategy(),
        group.size(),
        List.copyOf(dice),
        List.copyOf(worst),
        median(group.stream().map(t -> t.surfaceMm(budget)).toList()),
        median(group.stream().map(t -> t.hd95Mm(budget)).toList()),
        List.copyOf(noc),
        List.copyOf(failures),
        median(group.stream().flatMap(t -> t.steps().stream()).map(Trajectory.Step::ms).toList()));
  }

  /** Of the values that are numbers; the mean of the middle two for an even count. */
  static double median(List<Double> values) {
    List<Double> rising = values.stream().filter(Double::isFinite).sorted().toList();
    int n = rising.size();
    return n == 0 ? Double.NaN : (rising.get((n - 1) / 2) + rising.get(n / 2)) / 2;
  }
}
