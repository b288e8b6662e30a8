package io.deepgrow.app.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class QuietHoursTest {

  private static final QuietHours NIGHT =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"));
  private static final QuietHours NOON =
      new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 30), ZoneOffset.UTC);

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void anHourOfTheDayEndsOnTheSameDay() {
    assertThat(NOON.until(at("2026-11-29T11:59:59Z"))).isEmpty();
    assertThat(NOON.until(at("2026-11-29T12:00:00Z"))).contains(at("2026-11-29T13:30:00Z"));
    assertThat(NOON.until(at("2026-11-29T13:29:59Z"))).contains(at("2026-11-29T13:30:00Z"));
    assertThat(NOON.until(at("2026-11-29T13:30:00Z"))).isEmpty();
  }

  @Test
  void aNightGoesOverMidnightInItsZone() {
    assertThat(NIGHT.until(at("2026-11-29T20:59:00Z"))).isEmpty();
    assertThat(NIGHT.until(at("2026-11-29T21:00:00Z"))).contains(at("2026-11-30T05:00:00Z"));
    assertThat(NIGHT.until(at("2026-11-30T01:00:00Z"))).contains(at("2026-11-30T05:00:00Z"));
    assertThat(NIGHT.until(at("2026-11-30T05:00:00Z"))).isEmpty();
  }

  @Test
  void theEndIsWhatTheClockOfTheZoneSaysWhenSummerBegins() {
    assertThat(NIGHT.until(at("2026-03-28T22:00:00Z"))).contains(at("2026-03-29T04:00:00Z"));
  }
}
