package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.sighting.SightedSeries;
import java.util.List;

/**
 * What a rule says of a study.
 *
 * @param chosen the series that it works on, the best first; empty unless it matches
 */
public record Verdict(RuleOutcome outcome, Why why, List<SightedSeries> chosen) {

  public Verdict {
    chosen = List.copyOf(chosen);
  }

  static Verdict failed(String reason) {
    return new Verdict(RuleOutcome.ERROR, Why.failed(reason), List.of());
  }
}
