package io.deepgrow.app.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.condition.Explained;
import io.deepgrow.app.routing.condition.Truth;
import io.deepgrow.app.routing.rule.ActiveRule;
import io.deepgrow.app.routing.rule.Drafts;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What rules say of studies, and how they explain it. */
class VerdictsTest {

  private static final String PREPARE = "[{'action':'PREPARE'}]";
  private static final String CT =
      "{'where':{'attribute':'series.Modality','op':'equals','value':'CT'}}";

  private final FakeWork work = new FakeWork();
  private final Verdicts verdicts =
      new Verdicts(work, Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC));

  private Verdict of(SightedStudy study, String when, String series) {
    return verdicts.about(study).of(Drafts.active("rule", when, series, PREPARE));
  }

  private static List<String> chosen(Verdict verdict) {
    return verdict.chosen().stream().map(SightedSeries::seriesUid).toList();
  }

  private static List<Why.Choice> choices(Verdict verdict) {
    return verdict.why().series().stream().map(Why.SeriesVerdict::choice).toList();
  }

  @Test
  void theThinnestOriginalSeriesIsChosenAndTheOthersSayWhyNot() {
    Verdict verdict = of(Studies.abdomen("1.2"), "{'all':[]}", CT);
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.MATCH);
    assertThat(chosen(verdict)).containsExactly("1.2.2");
    assertThat(choices(verdict))
        .containsExactly(Why.Choice.CHOSEN, Why.Choice.NOT_PREFERRED, Why.Choice.DERIVED);
    assertThat(verdict.why().reason()).isEqualTo("one series is chosen");
  }

  @Test
  void aStudyThatDoesNotMeetTheConditionsHasNoSeriesLookedAt() {
    Verdict verdict =
        of(
            Studies.abdomen("1.2"),
            "{'all':[{'attribute':'study.StudyDescription','op':'contains','value':'head'}]}",
            CT);
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.NO_MATCH);
    assertThat(verdict.why().series()).isEmpty();
    Explained when = verdict.why().when();
    assertThat(when).isNotNull();
    assertThat(when.of()).isNotNull();
    assertThat(when.of().get(0).seen()).isEqualTo("CT Abdomen");
  }

  @Test
  void whatCanNotBeToldIsNoMatchAndSaysSo() {
    Verdict verdict =
        of(
            Studies.abdomen("1.2"),
            "{'none':[{'attribute':'study.StudyDescription','op':'<','value':7}]}",
            CT);
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.NO_MATCH);
    assertThat(verdict.why().reason()).contains("can't be told");
    assertThat(verdict.why().when()).extracting(Explained::outcome).isEqualTo(Truth.ERROR);
  }

  @Test
  void derivedSeriesAreChosenOnlyWhereTheRuleSaysSo() {
    SightedStudy study = Studies.abdomen("1.2");
    String seg = "'where':{'attribute':'series.Modality','op':'equals','value':'SEG'}";
    assertThat(of(study, "{'all':[]}", "{" + seg + "}").outcome()).isEqualTo(RuleOutcome.NO_MATCH);
    assertThat(chosen(of(study, "{'all':[]}", "{" + seg + ",'derived':true}")))
        .containsExactly("1.2.3");
  }

  @Test
  void ofALateStudyOnlyTheNewSeriesCount() {
    SightedStudy study =
        Studies.study(
            "1.3",
            true,
            Studies.series("1.3.1", "CT", 300, Map.of("SliceThickness", "1"), false, false),
            Studies.series("1.3.2", "CT", 40, Map.of("SliceThickness", "5"), false, true));
    Verdict verdict = of(study, "{'all':[]}", CT);
    assertThat(chosen(verdict)).containsExactly("1.3.2");
    assertThat(choices(verdict)).containsExactly(Why.Choice.CHOSEN, Why.Choice.NOT_NEW);
    assertThat(chosen(of(AsNew.of(study), "{'all':[]}", CT))).containsExactly("1.3.1");
  }

  @Test
  void preferencesDecideInTheirOrderAndThenTheUid() {
    SightedStudy study =
        Studies.study(
            "1.4",
            false,
            Studies.series("1.4.3", "CT", 100, "2"),
            Studies.series("1.4.2", "CT", 200, "2"),
            Studies.series("1.4.1", "CT", 100, "2"),
            Studies.series("1.4.4", "CT", 900, "none"));
    assertThat(chosen(of(study, "{'all':[]}", "{'atMost':9,'prefer':['THINNEST']}")))
        .containsExactly("1.4.1", "1.4.2", "1.4.3", "1.4.4");
    assertThat(
            chosen(of(study, "{'all':[]}", "{'atMost':3,'prefer':['THINNEST','MOST_INSTANCES']}")))
        .containsExactly("1.4.2", "1.4.1", "1.4.3");
    assertThat(chosen(of(study, "{'all':[]}", "{'prefer':['MOST_INSTANCES']}")))
        .containsExactly("1.4.4");
    assertThat(chosen(of(study, "{'all':[]}", "{'prefer':[],'atMost':2}")))
        .containsExactly("1.4.1", "1.4.2");
  }

  @Test
  void theLatestSeriesIsThatOfTheLatestTime() {
    SightedStudy study =
        Studies.study(
            "1.5",
            false,
            Studies.series(
                "1.5.1",
                "CT",
                9,
                Map.of("SeriesDate", "20261128", "SeriesTime", "0900"),
                false,
                true),
            Studies.series("1.5.2", "CT", 9, Map.of("AcquisitionDate", "20261129"), false, true),
            Studies.series("1.5.3", "CT", 9, Map.of(), false, true));
    assertThat(chosen(of(study, "{'all':[]}", "{'prefer':['LATEST'],'atMost':3}")))
        .containsExactly("1.5.2", "1.5.1", "1.5.3");
  }

  @Test
  void factsOfTheStudyAreKnown() {
    SightedStudy study = Studies.abdomen("1.2");
    for (String leaf :
        List.of(
            "'attribute':'study.ageDays','op':'equals','value':1",
            "'attribute':'study.series','op':'equals','value':3",
            "'attribute':'study.ModalitiesInStudy','op':'equals','value':'SEG'",
            "'attribute':'study.StudyInstanceUID','op':'equals','value':'1.2'",
            "'attribute':'connection','op':'equals','value':'default'",
            "'attribute':'late','op':'equals','value':false",
            "'attribute':'hasSegmentationOf(spleen)','op':'equals','value':true",
            "'attribute':'priors(CT,730)','op':'>=','value':2")) {
      assertThat(of(study, "{" + leaf + "}", "").outcome()).as(leaf).isEqualTo(RuleOutcome.MATCH);
    }
    String series =
        "{'where':{'all':[{'attribute':'series.instances','op':'>','value':100},"
            + "{'attribute':'series.sliceThickness','op':'<','value':2},"
            + "{'attribute':'series.SeriesInstanceUID','op':'equals','value':'1.2.2'}]}}";
    assertThat(chosen(of(study, "{'all':[]}", series))).containsExactly("1.2.2");
  }

  @Test
  void priorsThatNobodyKnowsSayWhy() {
    Verdict verdict = of(Studies.abdomen("1.2"), "{'attribute':'priors','op':'>=','value':1}", "");
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.NO_MATCH);
    assertThat(verdict.why().when()).extracting(Explained::reason).asString().contains("not known");
  }

  @Test
  void aStudyIsAskedOnceWhatHasToBeLookedUp() {
    Verdicts.Asked asked = verdicts.about(Studies.abdomen("1.2"));
    ActiveRule rule =
        Drafts.active(
            "rule", "{'attribute':'hasSegmentationOf(liver)','op':'present'}", "", PREPARE);
    asked.of(rule);
    asked.of(rule);
    assertThat(work.asked).hasValue(1);
  }

  @Test
  void aRuleThatFailsSaysError() {
    work.broken = true;
    Verdict verdict =
        of(Studies.abdomen("1.2"), "{'attribute':'hasSegmentationOf(spleen)','op':'present'}", "");
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.ERROR);
    assertThat(verdict.chosen()).isEmpty();
    assertThat(verdict.why().reason()).doesNotContain("played");
  }

  @Test
  void aRuleThatCanNotBeReadAnyMoreSaysErrorWithItsPlace() {
    Verdict verdict = verdicts.about(Studies.abdomen("1.2")).of(Drafts.unreadable("broken"));
    assertThat(verdict.outcome()).isEqualTo(RuleOutcome.ERROR);
    assertThat(verdict.why().reason()).contains("do: is a list");
  }

  @Test
  void ofMoreSeriesThanFitTheChosenOnesAreAlwaysShown() {
    SightedSeries[] many =
        IntStream.range(0, 300)
            .mapToObj(n -> Studies.series("1.6." + (1000 + n), "CT", n, "3"))
            .toArray(SightedSeries[]::new);
    Verdict verdict =
        of(
            Studies.study("1.6", false, many),
            "{'all':[]}",
            "{'where':{'attribute':'series.Modality','op':'present'},'prefer':['MOST_INSTANCES']}");
    assertThat(verdict.why().series()).hasSize(Verdicts.MOST_SERIES);
    assertThat(verdict.why().series().get(0).seriesUid()).isEqualTo("1.6.1299");
    assertThat(verdict.why().more()).isEqualTo(250);
    assertThat(verdict.why().series().stream().filter(each -> each.where() != null))
        .hasSize(1 + Verdicts.MOST_TREES);
  }
}
