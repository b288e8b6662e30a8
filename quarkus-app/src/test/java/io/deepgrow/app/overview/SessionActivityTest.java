package io.deepgrow.app.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionActivityTest {

  private static final Instant BEGIN = Instant.parse("2026-11-29T05:00:00Z");

  @Test
  void countsClicksInStepsFromTheFirstToTheLast() {
    SessionActivity.Clicks clicks =
        SessionActivity.counted(
            List.of(BEGIN, BEGIN.plusSeconds(1), BEGIN.plusSeconds(3900)), Map.of(1, 3L));

    assertThat(clicks.all()).isEqualTo(3);
    assertThat(clicks.counts()).hasSize(40).startsWith(2L, 0L).endsWith(1L);
    assertThat(clicks.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    assertThat(clicks.last()).isEqualTo(BEGIN.plusSeconds(3900));
  }

  @Test
  void manyAtOneMomentAreInOneStepAndNoneIsEmpty() {
    assertThat(SessionActivity.counted(List.of(BEGIN, BEGIN), Map.of()).counts()).startsWith(2L);
    assertThat(SessionActivity.counted(List.of(), Map.of()).counts()).isEmpty();
  }
}
