package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5));
  private final Step later = new Step.Later("not yet");

  @Test
  void doublesBeforeTheObjectIsStored() {
    assertThat(
            IntStream.range(0, 4)
                .mapToObj(
                    n ->
                        backoff
                            .after(PlayedRows.claim(ResultState.PENDING, n, 0), later)
                            .toSeconds()))
        .containsExactly(2L, 4L, 8L, 16L);
  }

  @Test
  void doublesWhileTheObjectIsLookedForToo() {
    assertThat(
            IntStream.range(0, 4)
                .mapToObj(
                    n ->
                        backoff
                            .after(PlayedRows.claim(ResultState.STORED, 1, n), later)
                            .toSeconds()))
        .containsExactly(2L, 4L, 8L, 16L);
  }

  @Test
  void endsAtTheLongestWaitHoweverOftenItFailed() {
    assertThat(
            backoff.after(PlayedRows.claim(ResultState.PENDING, Integer.MAX_VALUE / 2, 0), later))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void waitsForNothingAfterAStepThatWentWell() {
    assertThat(backoff.after(PlayedRows.claim(ResultState.PENDING, 7, 0), new Step.Stored()))
        .isZero();
  }
}
