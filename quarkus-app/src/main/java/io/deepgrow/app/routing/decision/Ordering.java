package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import io.deepgrow.app.series.SeriesDigest;
import java.util.ArrayList;
import java.util.List;

/** The jobs that a rule orders for a study that it matches. */
public final class Ordering {

  private Ordering() {}

  /** For each series that was chosen its actions, in the order of the rule. */
  public static List<JobOrder> of(CompiledRule rule, SightedStudy study, Verdict verdict) {
    List<JobOrder> orders = new ArrayList<>();
    for (SightedSeries series : verdict.chosen()) {
      for (Action action : rule.body().actions()) {
        orders.add(
            new JobOrder(
                study.connection(),
                study.studyUid(),
                series.seriesUid(),
                SeriesDigest.of(series.seriesUid(), series.instances()),
                action,
                rule.rule(),
                rule.version(),
                "rule " + rule.name() + ", version " + rule.version(),
                action instanceof Assign assign ? assign.priority() : rule.body().priority()));
      }
    }
    return orders;
  }
}
