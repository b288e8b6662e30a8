package io.deepgrow.app.routing.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deepgrow.app.Outage;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.ActiveRules;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.sighting.SightedStudy;
import io.deepgrow.app.routing.sighting.StudyDecider;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the active rules about a study, writes down what each said and why, and orders the jobs of
 * those that match. A rule that fails says ERROR and stops no other.
 */
@ApplicationScoped
public class RoutingRules implements StudyDecider {

  private static final Logger LOG = Logger.getLogger(RoutingRules.class);
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /** A rule whose orders broke the transaction of a study; the next attempt leaves them out. */
  private record Broken(UUID sighting, String digest, UUID rule, int version) {

    static Broken of(SightedStudy study, ActiveRule rule) {
      return new Broken(study.id(), study.digest(), rule.rule(), rule.version());
    }
  }

  /** Tells of what was decided. */
  interface Audit {
    void matched(ActiveRule rule, SightedStudy study, int jobs);
  }

  private final Supplier<List<ActiveRule>> active;
  private final Verdicts verdicts;
  private final DecisionLog decisions;
  private final RuleOrders orders;
  private final Audit audit;
  private final Cache<Broken, String> broken =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  @jakarta.inject.Inject
  RoutingRules(
      ActiveRules active,
      Verdicts verdicts,
      DecisionRows decisions,
      RuleOrders orders,
      AuditTrail trail) {
    this(
        active::get,
        verdicts,
        decisions,
        orders,
        (rule, study, jobs) ->
            trail.record(
                "rule.matched",
                new AuditObject("rule", rule.rule().toString()),
                "version " + rule.version() + ", study " + study.studyUid() + ", jobs " + jobs));
  }

  RoutingRules(
      Supplier<List<ActiveRule>> active,
      Verdicts verdicts,
      DecisionLog decisions,
      RuleOrders orders,
      Audit audit) {
    this.active = active;
    this.verdicts = verdicts;
    this.decisions = decisions;
    this.orders = orders;
    this.audit = audit;
  }

  @Override
  public void decide(SightedStudy study) {
    Verdicts.Asked asked = verdicts.about(study);
    for (ActiveRule rule : active.get()) {
      if (!decisions.isDecided(study, rule)) {
        decide(study, rule, asked);
      }
    }
  }

  private void decide(SightedStudy study, ActiveRule rule, Verdicts.Asked asked) {
    Verdict verdict = asked.of(rule);
    CompiledRule compiled = rule.compiled();
    if (verdict.outcome() != RuleOutcome.MATCH || compiled == null) {
      decisions.add(study, rule, verdict, List.of());
      return;
    }
    String failure = broken.getIfPresent(Broken.of(study, rule));
    if (failure != null) {
      decisions.add(study, rule, failed(verdict, failure), List.of());
      return;
    }
    List<DecisionView.OrderedJob> jobs = ordered(study, rule, compiled, verdict);
    decisions.add(study, rule, verdict, jobs);
    audit.matched(rule, study, jobs.size());
  }

  private List<DecisionView.OrderedJob> ordered(
      SightedStudy study, ActiveRule rule, CompiledRule compiled, Verdict verdict) {
    try {
      return orders.order(Ordering.of(compiled, study, verdict));
    } catch (RuntimeException e) {
      // nobody can tell what of the transaction is left: it goes, and the next attempt does without
      if (Outage.of(e).isEmpty()) {
        LOG.errorf(e, "orders of rule %s, version %d failed", rule.rule(), rule.version());
        broken.put(Broken.of(study, rule), "its jobs could not be ordered: " + cause(e));
      }
      throw e;
    }
  }

  private static String cause(RuntimeException e) {
    return Outage.cause(e);
  }

  private static Verdict failed(Verdict verdict, @Nullable String failure) {
    Why why = verdict.why();
    return new Verdict(
        RuleOutcome.ERROR,
        new Why(why.when(), why.series(), why.more(), String.valueOf(failure)),
        List.of());
  }
}
