package io.deepgrow.app.routing.dryrun;

import io.deepgrow.app.routing.decision.AsNew;
import io.deepgrow.app.routing.decision.Ordering;
import io.deepgrow.app.routing.decision.RuleOutcome;
import io.deepgrow.app.routing.decision.Verdict;
import io.deepgrow.app.routing.decision.Verdicts;
import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what the active rules say of studies with what they would say with one version. */
final class Comparison {

  private final Verdicts verdicts;
  private final List<ActiveRule> before;
  private final List<ActiveRule> after;
  private final @Nullable CompiledRule tried;
  private final Map<String, Integer> jobsBefore = new TreeMap<>();
  private final Map<String, Integer> jobsAfter = new TreeMap<>();
  private int studies;
  private int matched;
  private int errors;
  private int differing;

  /**
   * A comparison that has seen no study yet.
   *
   * @param tried the version that takes the place of its rule; null for the active rules as they
   *     are
   */
  Comparison(Verdicts verdicts, List<ActiveRule> active, @Nullable CompiledRule tried) {
    this.verdicts = verdicts;
    this.before = active;
    this.after = tried == null ? active : with(active, tried);
    this.tried = tried;
  }

  private static List<ActiveRule> with(List<ActiveRule> active, CompiledRule tried) {
    List<ActiveRule> all = new ArrayList<>();
    boolean there = false;
    for (ActiveRule rule : active) {
      boolean same = rule.rule().equals(tried.rule());
      there |= same;
      all.add(same ? ActiveRule.of(tried) : rule);
    }
    if (!there) {
      all.add(ActiveRule.of(tried));
    }
    return all;
  }

  /** Looks at a study; what would differ, or nothing. */
  DryRunView.@Nullable DifferingStudy look(SightedStudy given) {
    SightedStudy study = AsNew.of(given);
    Verdicts.Asked asked = verdicts.about(study);
    boolean match = false;
    boolean error = false;
    List<JobOrder> now = new ArrayList<>();
    List<JobOrder> then = new ArrayList<>();
    for (ActiveRule rule : before) {
      now.addAll(orders(study, rule, asked.of(rule)));
    }
    for (ActiveRule rule : after) {
      Verdict verdict = asked.of(rule);
      then.addAll(orders(study, rule, verdict));
      if (tried == null || rule.rule().equals(tried.rule())) {
        match |= verdict.outcome() == RuleOutcome.MATCH;
        error |= verdict.outcome() == RuleOutcome.ERROR;
      }
    }
    studies++;
    matched += match ? 1 : 0;
    errors += error ? 1 : 0;
    now.forEach(order -> jobsBefore.merge(kind(order), 1, Integer::sum));
    then.forEach(order -> jobsAfter.merge(kind(order), 1, Integer::sum));
    if (works(now).equals(works(then))) {
      return null;
    }
    differing++;
    return new DryRunView.DifferingStudy(given.id(), given.studyUid(), jobs(now), jobs(then));
  }

  private static List<JobOrder> orders(SightedStudy study, ActiveRule rule, Verdict verdict) {
    CompiledRule compiled = rule.compiled();
    return compiled == null ? List.of() : Ordering.of(compiled, study, verdict);
  }

  /** What is done, whichever version of a rule orders it. */
  private static List<List<Object>> works(List<JobOrder> orders) {
    return orders.stream()
        .map(
            o -> List.<Object>of(String.valueOf(o.rule()), o.seriesUid(), o.action(), o.priority()))
        .toList();
  }

  private static List<DryRunView.DryRunJob> jobs(List<JobOrder> orders) {
    return orders.stream()
        .map(o -> new DryRunView.DryRunJob(o.orderedBy(), kind(o), o.seriesUid()))
        .toList();
  }

  private static String kind(JobOrder order) {
    return order.action().kind().name();
  }

  DryRunCounts counts() {
    return new DryRunCounts(studies, matched, errors, differing, jobsBefore, jobsAfter);
  }
}
