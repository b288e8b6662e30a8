package io.deepgrow.app.routing.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.decision.FakeWork;
import io.deepgrow.app.routing.decision.Studies;
import io.deepgrow.app.routing.decision.Verdicts;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.rule.Drafts;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What would differ, and what would not. */
class ComparisonTest {

  private static final String PREPARE = "[{'action':'PREPARE'}]";

  private final Verdicts verdicts =
      new Verdicts(
          new FakeWork(), Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));

  private static CompiledRule more(int version, int instances) {
    return Drafts.compiled(
        "more",
        version,
        "{'all':[]}",
        "{'where':{'attribute':'series.instances','op':'>','value':" + instances + "}}",
        PREPARE);
  }

  private static SightedStudy study(int n) {
    return Studies.study(
        "1." + n,
        n % 3 == 0,
        Studies.series("1." + n + ".1", "CT", n, Map.of(), n % 5 == 0, n % 2 == 0));
  }

  @Property(tries = 50)
  void theActiveRulesDifferFromThemselvesInNothing(
      @ForAll @IntRange(max = 40) int first, @ForAll @IntRange(max = 40) int second) {
    List<ActiveRule> active =
        List.of(
            ActiveRule.of(more(1, first)),
            Drafts.unreadable("broken"),
            Drafts.active(
                "other",
                "{'attribute':'study.ageDays','op':'<','value':" + second + "}",
                "",
                PREPARE));
    Comparison asIs = new Comparison(verdicts, active, null);
    Comparison sameVersion = new Comparison(verdicts, active, more(2, first));
    for (int n = 0; n < 40; n++) {
      assertThat(asIs.look(study(n))).isNull();
      assertThat(sameVersion.look(study(n))).isNull();
    }
    assertThat(asIs.counts().differing()).isZero();
    assertThat(asIs.counts().before()).isEqualTo(asIs.counts().after());
    assertThat(asIs.counts().studies()).isEqualTo(40);
  }

  @Test
  void studiesOfWhichAnotherVersionSaysSomethingElseAreNamed() {
    Comparison comparison =
        new Comparison(verdicts, List.of(ActiveRule.of(more(1, 50))), more(2, 100));
    assertThat(comparison.look(study(41))).isNull();
    assertThat(comparison.look(study(101))).isNull();
    DryRunView.DifferingStudy differing = comparison.look(study(76));
    assertThat(differing).isNotNull();
    assertThat(differing.studyUid()).isEqualTo("1.76");
    assertThat(differing.before())
        .containsExactly(new DryRunView.DryRunJob("rule more, version 1", "PREPARE", "1.76.1"));
    assertThat(differing.after()).isEmpty();
    assertThat(comparison.counts())
        .isEqualTo(new DryRunCounts(3, 1, 0, 1, Map.of("PREPARE", 2), Map.of("PREPARE", 1)));
  }

  @Test
  void aRuleThatIsNotActiveYetComesToTheOthers() {
    Comparison comparison = new Comparison(verdicts, List.of(), more(1, 0));
    DryRunView.DifferingStudy differing = comparison.look(study(1));
    assertThat(differing).isNotNull();
    assertThat(differing.before()).isEmpty();
    assertThat(differing.after()).hasSize(1);
  }
}
