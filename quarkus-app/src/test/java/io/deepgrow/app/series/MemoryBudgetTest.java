package io.deepgrow.app.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

  private static final long VOLUME = 2000;

  private final Deque<Volume> remembered = new ArrayDeque<>();
  private final MemoryBudget budget = new MemoryBudget(5 * VOLUME, this::letGo);

  private static Volume volume() {
    return Volume.of(
        VolumeGeometry.axial(new GridSize(10, 10, 10), new Spacing(1, 1, 1)), new short[1000]);
  }

  private boolean letGo() {
    Volume volume = remembered.poll();
    if (volume != null) {
      budget.release(volume);
    }
    return volume != null;
  }

  private void remember(int volumes) {
    for (int n = 0; n < volumes; n++) {
      Volume volume = volume();
      remembered.add(volume);
      budget.hold(volume);
    }
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aReadingTakesWhatIsFreeToTheLastByte() {
    try (MemoryBudget.Share share = budget.share()) {
      share.take(5 * VOLUME);
      assertThat(budget.taken()).isEqualTo(5 * VOLUME);
      refused(() -> share.take(1), ErrorCode.MEMORY_FULL);
    }
    assertThat(budget.taken()).isZero();
  }

  @Test
  void whatNeverFitsIsToldAtOnceAndNothingIsForgottenForIt() {
    remember(3);

    refused(() -> budget.share().take(5 * VOLUME + 1), ErrorCode.MEMORY_TOO_SMALL);

    assertThat(remembered).hasSize(3);
    assertThat(budget.taken()).isEqualTo(3 * VOLUME);
  }

  @Test
  void noMoreIsForgottenThanIsNeeded() {
    remember(5);

    budget.share().take(VOLUME + 1);

    assertThat(remembered).hasSize(3);
    assertThat(budget.taken()).isEqualTo(4 * VOLUME + 1);
  }

  @Test
  void whatOthersReadIsNotForgotten() {
    MemoryBudget.Share other = budget.share();
    other.take(3 * VOLUME);
    remember(2);

    refused(() -> budget.share().take(3 * VOLUME), ErrorCode.MEMORY_FULL);
    assertThat(remembered).isEmpty();
    other.close();

    budget.share().take(5 * VOLUME);
  }

  @Test
  void whatIsGivenBackEarlyIsNotGivenBackTwice() {
    MemoryBudget.Share share = budget.share();
    share.take(3 * VOLUME);
    share.giveBack(VOLUME);
    assertThat(budget.taken()).isEqualTo(2 * VOLUME);

    share.close();
    share.close();

    assertThat(budget.taken()).isZero();
  }

  @Test
  void aVolumeCountsOnceHoweverManyHoldIt() {
    Volume volume = volume();
    budget.hold(volume);
    budget.hold(volume);
    budget.release(volume);
    assertThat(budget.taken()).isEqualTo(VOLUME);
    assertThat(budget.holders(volume)).isEqualTo(1);

    budget.release(volume);

    assertThat(budget.taken()).isZero();
    assertThat(budget.holders(volume)).isZero();
  }

  @Test
  void volumesWithTheSameVoxelsAreTwo() {
    budget.hold(volume());
    budget.hold(volume());

    assertThat(budget.taken()).isEqualTo(2 * VOLUME);
  }

  @Test
  void heldVolumesMayExceedItAndNobodyElseGetsAnythingThen() {
    List<Volume> working = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      working.add(volume());
      budget.hold(working.get(n));
    }

    assertThat(budget.isOver()).isTrue();
    refused(() -> budget.share().take(1), ErrorCode.MEMORY_FULL);
    working.forEach(budget::release);
    assertThat(budget.isOver()).isFalse();
  }

  @Test
  void manyReadersAtTheSameTimeNeverHaveMoreThanThereIsAndGiveAllBack() {
    List<CompletableFuture<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 4; reader++) {
      int seed = reader;
      readers.add(CompletableFuture.runAsync(() -> readALot(new Random(seed))));
    }
    readers.forEach(CompletableFuture::join);

    assertThat(budget.taken()).isZero();
  }

  private void readALot(Random random) {
    for (int n = 0; n < 500; n++) {
      try (MemoryBudget.Share share = budget.share()) {
        share.take(random.nextInt((int) VOLUME));
        share.take(random.nextInt((int) VOLUME));
        assertThat(budget.isOver()).isFalse();
        share.giveBack(10);
      } catch (ApiException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_FULL);
      }
    }
  }
}
