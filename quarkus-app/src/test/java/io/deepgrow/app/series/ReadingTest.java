package io.deepgrow.app.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final UUID ONE = new UUID(1, 1);
  private static final UUID TWO = new UUID(1, 2);

  private final Reading reading = new Reading();
  private final CompletableFuture<String> work = new CompletableFuture<>();

  private static ApiException abandoned() {
    return new ApiException(ErrorCode.UNAVAILABLE, "nobody waits");
  }

  @Test
  void theLastWhoGivesUpEndsIt() {
    reading.join(ONE);
    reading.join(TWO);

    assertThat(reading.leave(ONE)).isFalse();
    assertThat(reading.leave(TWO)).isTrue();
  }

  @Test
  void whoNeverWaitedEndsNothing() {
    reading.join(ONE);

    assertThat(reading.leave(TWO)).isFalse();
    assertThat(new Reading().leave(ONE)).isFalse();
  }

  @Test
  void whoGivesUpTwiceCountsOnce() {
    reading.join(ONE);
    reading.join(ONE);

    assertThat(reading.leave(ONE)).isTrue();
    assertThat(reading.leave(ONE)).isFalse();
  }

  @Test
  void whoCanNotGiveUpKeepsItGoing() {
    reading.join(ONE);
    reading.join(null);

    assertThat(reading.leave(ONE)).isFalse();
  }

  @Test
  void stoppingEndsTheWorkAndGivesTheFirstReason() {
    reading.runs(work);

    reading.stop(abandoned());
    reading.stop(new ApiException(ErrorCode.PACS_TIMEOUT, "too slow"));

    assertThat(work).isCancelled();
    assertThat(reading.result)
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("nobody waits");
  }

  @Test
  void whatIsStoppedBeforeItBeganIsNotBegun() {
    reading.stop(abandoned());

    reading.runs(work);

    assertThat(work).isCancelled();
  }

  @Test
  void whatIsThereAlreadyIsNotTakenBack() {
    reading.runs(work);
    reading.result.complete(TestSeries.of("1.2"));

    reading.stop(abandoned());

    assertThat(work).isNotCancelled();
    assertThat(reading.result).isCompleted();
  }
}
