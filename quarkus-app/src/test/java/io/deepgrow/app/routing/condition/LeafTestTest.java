package io.deepgrow.app.routing.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each operation makes of what it sees. */
class LeafTestTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Explained explain(String attribute, String op, String value, String seen) {
    try {
      String leaf =
          "{\"attribute\":\"" + attribute + "\",\"op\":\"" + op + "\",\"value\":" + value + "}";
      Condition condition = ConditionJson.read(JSON.readTree(leaf), "when", true);
      return Compiled.of(condition)
          .explain(new MapFacts(seen == null ? Map.of() : Map.of(attribute, seen)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Truth of(String attribute, String op, String value, String seen) {
    return explain(attribute, op, value, seen).outcome();
  }

  @Test
  void equalsTakesOneOfSeveralValuesAndNoRegardOfCase() {
    assertThat(of("study.ModalitiesInStudy", "equals", "\"ct\"", "PT\\CT")).isEqualTo(Truth.TRUE);
    assertThat(of("series.Modality", "equals", "\"CT\"", "CTX")).isEqualTo(Truth.FALSE);
    assertThat(of("series.Modality", "equals", "\"CT\"", null)).isEqualTo(Truth.FALSE);
  }

  @Test
  void equalsAndInCompareNumbersAsNumbers() {
    assertThat(of("series.SliceThickness", "equals", "1.5", "1.50")).isEqualTo(Truth.TRUE);
    assertThat(of("series.SliceThickness", "in", "[1, 2.0]", "2")).isEqualTo(Truth.TRUE);
    assertThat(of("series.SliceThickness", "in", "[1, \"thin\"]", "thin")).isEqualTo(Truth.TRUE);
    assertThat(of("series.SliceThickness", "equals", "0", "-0.0")).isEqualTo(Truth.TRUE);
  }

  @Test
  void containsAndMatchesLookAnywhereInAValue() {
    assertThat(of("series.SeriesDescription", "contains", "\"ABD\"", "ct abdomen 1.0"))
        .isEqualTo(Truth.TRUE);
    assertThat(of("series.SeriesDescription", "matches", "\"(?i)abd(omen)?\"", "CT Abd 1.0"))
        .isEqualTo(Truth.TRUE);
    assertThat(of("series.SeriesDescription", "matches", "\"^abd\"", "CT abd"))
        .isEqualTo(Truth.FALSE);
  }

  @Test
  void presentTellsWhetherThereIsAValueOrThatThereIsNone() {
    assertThat(of("series.BodyPartExamined", "present", "true", "LIVER")).isEqualTo(Truth.TRUE);
    assertThat(of("series.BodyPartExamined", "present", "true", " ")).isEqualTo(Truth.FALSE);
    assertThat(of("series.BodyPartExamined", "present", "false", null)).isEqualTo(Truth.TRUE);
  }

  @Test
  void orderComparesNumbersAndSaysWhereThereIsNone() {
    assertThat(of("series.instances", ">=", "40", "40")).isEqualTo(Truth.TRUE);
    assertThat(of("series.instances", ">", "40", "40")).isEqualTo(Truth.FALSE);
    assertThat(of("series.sliceThickness", "<", "2", "1.25")).isEqualTo(Truth.TRUE);
    assertThat(of("series.sliceThickness", "<=", "1.25", "1.25")).isEqualTo(Truth.TRUE);
    assertThat(of("series.sliceThickness", "<", "2", null)).isEqualTo(Truth.FALSE);
    Explained wrong = explain("series.SliceThickness", "<", "2", "thin");
    assertThat(wrong.outcome()).isEqualTo(Truth.ERROR);
    assertThat(wrong.reason()).isEqualTo("it is no number");
    assertThat(wrong.seen()).isEqualTo("thin");
    assertThat(wrong.holds()).isFalse();
  }

  @Test
  void anAgeCountsBackFromToday() {
    assertThat(of("study.StudyDate", "age", "\"30d\"", "20261030")).isEqualTo(Truth.TRUE);
    assertThat(of("study.StudyDate", "age", "\"30d\"", "20261029")).isEqualTo(Truth.FALSE);
    assertThat(of("study.StudyDate", "age", "\"2w\"", "20261115")).isEqualTo(Truth.TRUE);
    assertThat(of("study.StudyDate", "age", "\"6m\"", "20260528")).isEqualTo(Truth.FALSE);
    assertThat(of("study.StudyDate", "age", "\"5y\"", "20211129")).isEqualTo(Truth.TRUE);
    assertThat(of("study.StudyDate", "age", "\"1d\"", "20270101")).isEqualTo(Truth.TRUE);
    assertThat(of("study.StudyDate", "age", "\"1d\"", "yesterday")).isEqualTo(Truth.ERROR);
    assertThat(of("study.StudyDate", "age", "\"1d\"", null)).isEqualTo(Truth.FALSE);
  }

  @Test
  void whatNobodyCanTellIsNoMatchWithItsReason() {
    Explained explained = explain("priors(CT,730)", ">=", "1", null);
    assertThat(explained.outcome()).isEqualTo(Truth.ERROR);
    assertThat(explained.reason()).isEqualTo("priors are not known");
  }

  @Test
  void factsHaveNamesOfTheirOwn() {
    assertThat(of("late", "equals", "false", "false")).isEqualTo(Truth.TRUE);
    assertThat(of("hasSegmentationOf(spleen)", "equals", "true", "true")).isEqualTo(Truth.TRUE);
    assertThat(of("connection", "in", "[\"research\",\"main\"]", "main")).isEqualTo(Truth.TRUE);
  }

  @Test
  void whatWasSeenIsCutAndInOneLine() {
    String seen =
        explain("study.StudyDescription", "present", "true", "a\nb" + "x".repeat(500)).seen();
    assertThat(seen).hasSize(Compiled.MOST_SEEN + 1).startsWith("a b").endsWith("…");
  }
}
