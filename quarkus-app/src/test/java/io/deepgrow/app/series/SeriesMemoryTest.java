package io.deepgrow.app.series;

import static io.deepgrow.app.series.TestSeries.BYTES;
import static io.deepgrow.app.series.TestSeries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.series.LoadedSeries;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SeriesMemoryTest {

  private long nanos;

  private final SeriesMemory memory =
      new SeriesMemory(10 * BYTES, 5 * BYTES, Duration.ofHours(1), () -> nanos);

  private static void assertRefused(Runnable take, ErrorCode code) {
    assertThatThrownBy(take::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Loads a series that is not there yet, as the supply does. */
  private LoadedSeries put(String series) {
    nanos++;
    LoadedSeries loaded = TestSeries.of("1.2");
    CompletableFuture<LoadedSeries> coming = new CompletableFuture<>();
    assertThat(memory.get(key(series), () -> coming)).isSameAs(coming);
    memory.budget().hold(loaded.volume());
    coming.complete(loaded);
    memory.trim(key(series));
    return loaded;
  }

  private boolean isHere(String series) {
    return memory.peek(key(series)).isPresent();
  }

  private void forget(String series) {
    memory.forget((key, loaded) -> key.equals(key(series)));
  }

  private SeriesSupply.Use use(LoadedSeries loaded) {
    memory.budget().hold(loaded.volume());
    return () -> memory.budget().release(loaded.volume());
  }

  @Test
  void theLeastUsedGoFirstAndTheNewestStays() {
    for (int n = 0; n < 5; n++) {
      put("" + n);
    }
    nanos++;
    memory.find(key("0"));
    put("5");

    assertThat(isHere("0")).isTrue();
    assertThat(isHere("1")).isFalse();
    assertThat(isHere("5")).isTrue();
    assertThat(memory.bytes()).isEqualTo(5 * BYTES);
  }

  @Test
  void aNewcomerStaysHoweverOftenOthersWereUsed() {
    for (int n = 0; n < 5; n++) {
      put("" + n);
      for (int use = 0; use < 100; use++) {
        nanos++;
        memory.find(key("" + n));
      }
    }
    put("new");

    assertThat(isHere("new")).isTrue();
    assertThat(isHere("0")).isFalse();
  }

  @Test
  void lookingIsNoUse() {
    for (int n = 0; n < 5; n++) {
      put("" + n);
    }
    nanos++;
    memory.peek(key("0"));
    put("5");

    assertThat(isHere("0")).isFalse();
  }

  @Test
  void whatNobodyUsedForLongGoes() {
    put("idle");
    nanos += Duration.ofMinutes(59).toNanos();
    put("used");
    nanos += Duration.ofMinutes(2).toNanos();

    assertThat(memory.find(key("idle"))).isEmpty();
    assertThat(memory.find(key("used"))).isPresent();
    memory.cache().synchronous().cleanUp();
    try (MemoryBudget.Share share = memory.share()) {
      share.take(4 * BYTES);
      assertThat(isHere("used")).isTrue();
    }
  }

  @Test
  void whatIsRememberedMakesRoomForWhatIsRead() {
    for (int n = 0; n < 5; n++) {
      put("" + n);
    }

    try (MemoryBudget.Share share = memory.share()) {
      share.take(3 * BYTES);

      assertThat(memory.bytes()).isEqualTo(2 * BYTES);
    }
    put("new");
    assertThat(memory.bytes()).isEqualTo(3 * BYTES);
  }

  @Test
  void whatCanNeverFitIsRefusedAndNothingIsForgottenForIt() {
    put("s");
    try (MemoryBudget.Share share = memory.share()) {
      assertRefused(() -> share.take(6L * BYTES), ErrorCode.MEMORY_TOO_SMALL);
    }
    assertThat(isHere("s")).isTrue();
  }

  @Test
  void readersTogetherTakeNoMoreThanThereIsAndGiveItBack() {
    try (MemoryBudget.Share one = memory.share()) {
      one.take(3 * BYTES);
      try (MemoryBudget.Share two = memory.share()) {
        assertRefused(() -> two.take(3 * BYTES), ErrorCode.MEMORY_FULL);
        two.take(2 * BYTES);
      }
      one.giveBack(BYTES);
      try (MemoryBudget.Share three = memory.share()) {
        three.take(3 * BYTES);
      }
    }
    try (MemoryBudget.Share all = memory.share()) {
      all.take(5 * BYTES);
    }
  }

  @Test
  void whatIsForgottenTwiceIsGivenBackOnce() {
    put("s");
    forget("s");
    forget("s");

    assertThat(memory.bytes()).isZero();
    try (MemoryBudget.Share share = memory.share()) {
      assertRefused(() -> share.take(5L * BYTES + 1), ErrorCode.MEMORY_TOO_SMALL);
      share.take(5 * BYTES);
      assertRefused(() -> share.take(1), ErrorCode.MEMORY_FULL);
    }
  }

  @Test
  void aSeriesUnderAnotherPatientIsTheSameMemory() {
    LoadedSeries before = put("s");
    LoadedSeries after =
        new LoadedSeries(
            before.volume(), before.slices(), before.commonAttributes(), before.warnings());

    memory.replace(key("s"), before, after);

    assertThat(memory.peek(key("s")).orElseThrow()).isSameAs(after);
    try (MemoryBudget.Share share = memory.share()) {
      share.take(4 * BYTES);
      assertThat(isHere("s")).isTrue();
    }
  }

  @Test
  void whatWasForgottenMeanwhileIsNotReplaced() {
    LoadedSeries before = put("s");
    forget("s");
    memory.replace(key("s"), before, TestSeries.of("1.2"));

    assertThat(isHere("s")).isFalse();
    try (MemoryBudget.Share share = memory.share()) {
      share.take(5 * BYTES);
    }
  }

  @Test
  void whatIsForgottenOnItsWayIsNotRemembered() {
    LoadedSeries loaded = TestSeries.of("1.2");
    CompletableFuture<LoadedSeries> coming = new CompletableFuture<>();
    CompletableFuture<LoadedSeries> waiting = memory.get(key("s"), () -> coming);

    forget("s");
    memory.budget().hold(loaded.volume());
    coming.complete(loaded);

    assertThat(waiting).isCompletedWithValue(loaded);
    assertThat(isHere("s")).isFalse();
    try (MemoryBudget.Share share = memory.share()) {
      share.take(5 * BYTES);
    }
  }

  @Test
  void aFailureIsNotRemembered() {
    assertThat(
            memory.get(key("s"), () -> CompletableFuture.failedFuture(new IllegalStateException())))
        .isCompletedExceptionally();

    assertThat(put("s")).isNotNull();
  }

  @Test
  void whatWorkGoesOnInIsNotLetGoOfForOthers() {
    LoadedSeries busy = put("busy");
    put("idle");
    try (SeriesSupply.Use use = use(busy);
        MemoryBudget.Share share = memory.share()) {
      share.take(4 * BYTES);

      assertThat(isHere("busy")).isTrue();
      assertThat(isHere("idle")).isFalse();
      assertRefused(() -> share.take(BYTES), ErrorCode.MEMORY_FULL);
    }
  }

  @Test
  void whatLeftMemoryCountsUntilNoWorkGoesOnInIt() {
    LoadedSeries erased = put("s");
    try (MemoryBudget.Share share = memory.share()) {
      try (SeriesSupply.Use one = use(erased);
          SeriesSupply.Use two = use(erased)) {
        forget("s");
        assertRefused(() -> share.take(5 * BYTES), ErrorCode.MEMORY_FULL);
      }
      share.take(5 * BYTES);
    }
  }

  @Test
  void theNewestStaysThoughAllOthersAreInUse() {
    LoadedSeries busy = put("busy");
    try (SeriesSupply.Use use = use(busy);
        MemoryBudget.Share share = memory.share()) {
      share.take(4 * BYTES);
      put("new");

      assertThat(isHere("new")).isTrue();
      assertThat(isHere("busy")).isTrue();
    }
  }
}
