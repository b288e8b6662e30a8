package io.deepgrow.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErasureReportTest {

  private static StudyReport study(
      Map<String, Long> rows, int files, int volumes, List<String> inPacs, int others) {
    return new StudyReport(
        "2.25.1",
        EnumSet.of(FoundBy.PACS),
        new LinkedHashMap<>(rows),
        files,
        volumes,
        0,
        List.of(),
        inPacs,
        others);
  }

  private static String note(StudyReport... studies) {
    return String.valueOf(ErasureReport.of(false, List.of(studies), Set.of()).note());
  }

  @Test
  void rowsFilesAndVolumesOfAllStudiesAreAddedUpAndTablesWithNoneAreThere() {
    ErasureReport report =
        ErasureReport.of(
            true,
            List.of(
                study(Map.of("click", 3L, "segment", 1L), 2, 1, List.of(), 0),
                study(Map.of("click", 4L), 5, 0, List.of(), 0)),
            Set.of());

    assertThat(report.rows()).containsEntry("click", 7L).containsEntry("segment", 1L);
    assertThat(report.rows().keySet()).isEqualTo(StudyRows.CONDITIONS.keySet());
    assertThat(report.rows()).containsEntry("stored_result", 0L);
    assertThat(report.files()).isEqualTo(7);
    assertThat(report.volumes()).isEqualTo(1);
    assertThat(report.dryRun()).isTrue();
  }

  @Test
  void whatIsLeftToDoInThePacsIsSaidAndNothingWhereNothingIs() {
    StudyReport clean = study(Map.of(), 0, 0, List.of(), 0);

    assertThat(note(clean)).isEqualTo("null");
    assertThat(note(clean, study(Map.of(), 0, 0, List.of("2.25.9"), 0)))
        .isEqualTo(ErasureReport.IN_PACS);
    assertThat(note(clean, study(Map.of(), 0, 0, List.of(), 2))).isEqualTo(ErasureReport.OTHERS);
    assertThat(note(study(Map.of(), 0, 0, List.of("2.25.9"), 2)))
        .isEqualTo(ErasureReport.IN_PACS + ". " + ErasureReport.OTHERS);
  }

  @Test
  void whoFindsNothingIsToldHowElseToLook() {
    assertThat(note()).isEqualTo(ErasureReport.NOTHING);
    assertThat(ErasureReport.of(false, List.of(), Set.of("2.25.3", "2.25.2")).note())
        .startsWith(ErasureReport.NOTHING)
        .endsWith(ErasureReport.WITHOUT_ISSUER);
    assertThat(ErasureReport.of(false, List.of(), Set.of("2.25.3", "2.25.2")).withoutIssuer())
        .containsExactly("2.25.2", "2.25.3");
  }

  @Test
  void aResultIsInHandUntilItsHoldEndsAndNoLonger() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(held(now.plusMillis(1), "PENDING").isInHand(now)).isTrue();
    assertThat(held(now, "PENDING").isInHand(now)).isFalse();
    assertThat(held(now.minusSeconds(9), "STORED").isInHand(now)).isFalse();
  }

  @Test
  void onlyWhatWasReadBackIsSafeInThePacs() {
    for (String state : List.of("PENDING", "STORED", "REJECTED")) {
      assertThat(held(Instant.EPOCH, state).isVerified()).as(state).isFalse();
    }
    assertThat(held(Instant.EPOCH, "VERIFIED").isVerified()).isTrue();
  }

  private static HeldResult held(Instant until, String state) {
    return new HeldResult(new UUID(1, 1), "2.25.1", "2.25.2", "2.25.3", state, 1, true, until);
  }

  @Test
  void aStudyOfNothingIsListedAsNothingAndNotAsAnEmptyName() {
    StudyScope none = new StudyScope("2.25.1", Set.of(), List.of(), List.of(), List.of());
    UUID one = new UUID(1, 1);
    UUID two = new UUID(1, 2);
    StudyScope some =
        new StudyScope("2.25.1", Set.of("2.25.7"), List.of(one, two), List.of(1L), List.of());

    assertThat(none.sessionList()).isEmpty();
    assertThat(none.seriesList()).isEmpty();
    assertThat(some.sessionList()).isEqualTo(one + "," + two);
    assertThat(some.seriesList()).isEqualTo("2.25.7");
  }
}
