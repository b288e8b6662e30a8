package io.deepgrow.benchmarks.attack;

import io.deepgrow.benchmarks.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one attack over all rounds. */
final class Outcome {

  private final Attack attack;
  private final Tally tally;
  private final List<Double> clicks = new ArrayList<>();
  private @Nullable Vitals after;

  Outcome(Attack attack) {
    this.attack = attack;
    this.tally = new Tally(attack instanceof PoisonedPacs);
  }

  Attack attack() {
    return attack;
  }

  Tally tally() {
    return tally;
  }

  void add(List<Double> millis, Vitals vitals) {
    clicks.addAll(millis);
    after = vitals;
  }

  /** Of others' clicks; empty when it was left out. */
  Optional<Percentiles> clicks() {
    return clicks.isEmpty() ? Optional.empty() : Optional.of(Percentiles.of(clicks));
  }

  /** Right after the last round of it. */
  Optional<Vitals> after() {
    return Optional.ofNullable(after);
  }

  /** The bounds that it broke. */
  List<String> broken(Percentiles calm) {
    List<String> broken = new ArrayList<>(tally.faults());
    clicks().flatMap(c -> Bounds.clicks(calm, c)).ifPresent(broken::add);
    return broken.stream().map(b -> attack.name() + ": " + b).toList();
  }

  /** One line of what came of it so far. */
  String summary() {
    String figures =
        clicks()
            .map(c -> String.format(Locale.ROOT, "p50 %.0f ms, p95 %.0f ms", c.p50(), c.p95()))
            .orElse("no clicks");
    return figures
        + "; "
        + tally.statuses()
        + (tally.faults().isEmpty() ? "" : "; BROKEN " + tally.faults());
  }
}
