package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomMomentTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "20261128160000, 2026-11-28T15:00:00Z",
    "20261128160000.123456+0000, 2026-11-28T16:00:00Z",
    "20261128160000-0500, 2026-11-28T21:00:00Z",
    "20261128, 2026-11-27T23:00:00Z",
    "2026, 2025-12-31T23:00:00Z",
  })
  void aMomentIsInItsOwnZoneOrInThatOfTheReader(String text, Instant moment) {
    assertThat(DicomMoment.of(text, BERLIN)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "20261399", "20261128250000", "20261128160000+9900"})
  void whatIsNoMomentIsNone(String text) {
    assertThat(DicomMoment.of(text, BERLIN)).isEmpty();
  }

  @Test
  void anItemWithoutAReadableStartMayBeginAtOnce() {
    assertThat(item("soon").mayBegin(Instant.EPOCH, BERLIN)).isTrue();
    assertThat(item("20261128160000").mayBegin(Instant.EPOCH, BERLIN)).isFalse();
  }

  private static Workitem item(String start) {
    return new Workitem(
        "2.25.1",
        WorkitemState.SCHEDULED,
        true,
        "MEDIUM",
        start,
        "",
        "",
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of());
  }
}
