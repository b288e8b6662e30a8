package io.deepgrow.app.routing.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobAgeingTest {

  @Test
  void eachHalfAnHourOfWaitingIsAStepMoreUpToWhatGoesAtOnce() {
    assertThat(JobAgeing.aged(5, Duration.ofMinutes(29))).isEqualTo(5);
    assertThat(JobAgeing.aged(5, Duration.ofMinutes(30))).isEqualTo(6);
    assertThat(JobAgeing.aged(1, Duration.ofMinutes(95))).isEqualTo(4);
    assertThat(JobAgeing.aged(1, Duration.ofDays(400))).isEqualTo(9);
    assertThat(JobAgeing.aged(9, Duration.ofDays(1))).isEqualTo(9);
  }

  @Test
  void aClockThatWasSetBackTakesNothingAway() {
    assertThat(JobAgeing.aged(5, Duration.ofHours(-3))).isEqualTo(5);
  }
}
