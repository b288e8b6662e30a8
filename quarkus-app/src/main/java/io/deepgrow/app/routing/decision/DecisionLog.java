package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.util.List;

/** Where decisions are written down, in the transaction of the caller. */
interface DecisionLog {

  /** Whether the version has said something of the study with this content already. */
  boolean isDecided(SightedStudy study, ActiveRule rule);

  void add(
      SightedStudy study, ActiveRule rule, Verdict verdict, List<DecisionView.OrderedJob> jobs);
}
