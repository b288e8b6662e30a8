package io.deepgrow.app.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.Drafts;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a study to decisions and jobs. */
class RoutingRulesTest {

  private static final SightedStudy STUDY = Studies.abdomen("1.2");

  private final List<ActiveRule> active = new ArrayList<>();
  private final Map<String, Verdict> log = new LinkedHashMap<>();
  private final List<JobOrder> ordered = new ArrayList<>();
  private final List<String> audited = new ArrayList<>();
  private RuntimeException failure = new IllegalStateException("played");
  private String failing = "";
  private final RoutingRules rules =
      new RoutingRules(
          () -> active,
          new Verdicts(
              new FakeWork(), Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC)),
          new DecisionLog() {
            @Override
            public boolean isDecided(SightedStudy study, ActiveRule rule) {
              return log.containsKey(key(study, rule));
            }

            @Override
            public void add(
                SightedStudy study,
                ActiveRule rule,
                Verdict verdict,
                List<DecisionView.OrderedJob> jobs) {
              assertThat(log.put(key(study, rule), verdict)).isNull();
            }
          },
          new RuleOrders(this::order),
          (rule, study, jobs) -> audited.add(rule.name() + " " + jobs));

  private static String key(SightedStudy study, ActiveRule rule) {
    return study.digest() + " " + rule.name() + " " + rule.version();
  }

  private UUID order(JobOrder order) {
    if (order.orderedBy().startsWith("rule " + failing + ",")) {
      throw failure;
    }
    ordered.add(order);
    return UUID.randomUUID();
  }

  private void rule(String name, String when, String actions) {
    active.add(Drafts.active(name, when, "", actions));
  }

  /** As the caller does: what a transaction has written goes when it fails. */
  private void decideInTransaction() {
    Map<String, Verdict> before = new LinkedHashMap<>(log);
    List<JobOrder> orders = new ArrayList<>(ordered);
    try {
      rules.decide(STUDY);
    } catch (RuntimeException e) {
      log.clear();
      log.putAll(before);
      ordered.clear();
      ordered.addAll(orders);
      throw e;
    }
  }

  @Test
  void aRuleThatMatchesOrdersItsActionsForTheSeriesItChose() {
    rule("Abdomen", "{'all':[]}", "[{'action':'PREPARE'},{'action':'ASSIGN','priority':8}]");
    rules.decide(STUDY);
    assertThat(ordered).hasSize(2);
    JobOrder first = ordered.get(0);
    assertThat(first.studyUid()).isEqualTo("1.2");
    assertThat(first.seriesUid()).isEqualTo("1.2.2");
    assertThat(first.seriesDigest()).matches("[0-9a-f]{64}");
    assertThat(first.orderedBy()).isEqualTo("rule Abdomen, version 1");
    assertThat(first.priority()).isEqualTo(5);
    assertThat(ordered.get(1).priority()).isEqualTo(8);
    assertThat(audited).containsExactly("Abdomen 2");
  }

  @Test
  void eachRuleIsAskedInItsOrderAndLeavesItsDecision() {
    rule("first", "{'all':[]}", "[{'action':'PREPARE'}]");
    rule("other", "{'attribute':'late','op':'equals','value':true}", "[{'action':'PREPARE'}]");
    rules.decide(STUDY);
    assertThat(log.keySet()).containsExactly("digest of 1.2 first 1", "digest of 1.2 other 1");
    assertThat(log.values())
        .extracting(Verdict::outcome)
        .containsExactly(RuleOutcome.MATCH, RuleOutcome.NO_MATCH);
    assertThat(audited).hasSize(1);
  }

  @Test
  void theSameStudyAgainDoesNothing() {
    rule("Abdomen", "{'all':[]}", "[{'action':'PREPARE'}]");
    rules.decide(STUDY);
    rules.decide(STUDY);
    assertThat(ordered).hasSize(1);
    assertThat(log).hasSize(1);
  }

  @Test
  void aRuleThatCanNotBeReadStopsNoOther() {
    active.add(Drafts.unreadable("broken"));
    rule("Abdomen", "{'all':[]}", "[{'action':'PREPARE'}]");
    rules.decide(STUDY);
    assertThat(log.values())
        .extracting(Verdict::outcome)
        .containsExactly(RuleOutcome.ERROR, RuleOutcome.MATCH);
    assertThat(ordered).hasSize(1);
  }

  @Test
  void aRuleWhoseOrdersFailIsLeftOutTheNextTimeAndStopsNoOther() {
    rule("failing", "{'all':[]}", "[{'action':'PREPARE'}]");
    rule("Abdomen", "{'all':[]}", "[{'action':'PREPARE'}]");
    failing = "failing";
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::decideInTransaction);
    assertThat(log).isEmpty();
    decideInTransaction();
    assertThat(log.values())
        .extracting(Verdict::outcome)
        .containsExactly(RuleOutcome.ERROR, RuleOutcome.MATCH);
    assertThat(log.values().iterator().next().why().reason())
        .contains("could not be ordered: IllegalStateException")
        .doesNotContain("played");
    assertThat(ordered).extracting(JobOrder::orderedBy).containsExactly("rule Abdomen, version 1");
  }

  @Test
  void whileTheDatabaseIsAwayNoRuleIsToBlame() {
    rule("failing", "{'all':[]}", "[{'action':'PREPARE'}]");
    failing = "failing";
    failure = new IllegalStateException(new ConnectException());
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::decideInTransaction);
    failing = "";
    decideInTransaction();
    assertThat(log.values()).extracting(Verdict::outcome).containsExactly(RuleOutcome.MATCH);
  }
}
