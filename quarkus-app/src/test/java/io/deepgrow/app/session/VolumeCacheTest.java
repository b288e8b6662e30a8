package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Spacing;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VolumeGeometry;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeCacheTest {

  private static final int BYTES = 2 * 10 * 10 * 10;

  private final LoadedSeries volume =
      new LoadedSeries(
          Volume.of(
              VolumeGeometry.axial(new GridSize(10, 10, 10), new Spacing(1, 1, 1)),
              new short[1000]),
          List.of(),
          new DicomObject(),
          List.of());

  private final VolumeCache cache = new VolumeCache(10 * BYTES, 5 * BYTES);

  private static void assertRefused(Runnable take, ErrorCode code) {
    assertThatThrownBy(take::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void theLeastUsedGoFirstAndTheNewestStays() {
    for (int n = 0; n < 5; n++) {
      cache.put("s" + n, volume);
    }
    cache.find("s0");
    cache.put("s5", volume);

    assertThat(cache.find("s0")).isPresent();
    assertThat(cache.find("s1")).isEmpty();
    assertThat(cache.find("s5")).isPresent();
    assertThat(cache.bytes()).isEqualTo(5 * BYTES);
  }

  @Test
  void whatIsRememberedMakesRoomForWhatIsRead() {
    for (int n = 0; n < 5; n++) {
      cache.put("s" + n, volume);
    }

    try (MemoryBudget.Share share = cache.share()) {
      share.take(3 * BYTES);

      assertThat(cache.bytes()).isEqualTo(2 * BYTES);
    }
    cache.put("new", volume);
    assertThat(cache.bytes()).isEqualTo(3 * BYTES);
  }

  @Test
  void whatCanNeverFitIsRefusedAndNothingIsForgottenForIt() {
    cache.put("s", volume);
    try (MemoryBudget.Share share = cache.share()) {
      assertRefused(() -> share.take(6L * BYTES), ErrorCode.MEMORY_TOO_SMALL);
    }
    assertThat(cache.find("s")).isPresent();
  }

  @Test
  void readersTogetherTakeNoMoreThanThereIsAndGiveItBack() {
    try (MemoryBudget.Share one = cache.share()) {
      one.take(3 * BYTES);
      try (MemoryBudget.Share two = cache.share()) {
        assertRefused(() -> two.take(3 * BYTES), ErrorCode.MEMORY_FULL);
        two.take(2 * BYTES);
      }
      one.giveBack(BYTES);
      try (MemoryBudget.Share three = cache.share()) {
        three.take(3 * BYTES);
      }
    }
    try (MemoryBudget.Share all = cache.share()) {
      all.take(5 * BYTES);
    }
  }

  @Test
  void aSeriesPutTwiceCountsOnce() {
    cache.put("s", volume);
    cache.put("s", volume);

    assertThat(cache.bytes()).isEqualTo(BYTES);
    cache.remove("s");
    cache.remove("s");
    assertThat(cache.bytes()).isZero();
  }

  private static LoadedSeries another() {
    return new LoadedSeries(
        Volume.of(
            VolumeGeometry.axial(new GridSize(10, 10, 10), new Spacing(1, 1, 1)), new short[1000]),
        List.of(),
        new DicomObject(),
        List.of());
  }

  @Test
  void whatWorkGoesOnInIsNotLetGoOfForOthers() {
    LoadedSeries busy = another();
    cache.put("busy", busy);
    cache.put("idle", another());
    try (VolumeCache.Use use = cache.use(busy.volume());
        MemoryBudget.Share share = cache.share()) {
      share.take(4 * BYTES);

      assertThat(cache.find("busy")).isPresent();
      assertThat(cache.find("idle")).isEmpty();
      assertRefused(() -> share.take(BYTES), ErrorCode.MEMORY_FULL);
    }
  }

  @Test
  void whatLeftMemoryCountsUntilNoWorkGoesOnInIt() {
    LoadedSeries erased = another();
    cache.put("s", erased);
    try (MemoryBudget.Share share = cache.share()) {
      try (VolumeCache.Use one = cache.use(erased.volume());
          VolumeCache.Use two = cache.use(erased.volume())) {
        cache.remove("s");
        assertRefused(() -> share.take(5 * BYTES), ErrorCode.MEMORY_FULL);
      }
      share.take(5 * BYTES);
    }
  }

  @Test
  void whatIsUsedAndPutAgainCountsOnce() {
    LoadedSeries loaded = another();
    cache.put("s", loaded);
    try (VolumeCache.Use use = cache.use(loaded.volume())) {
      cache.remove("s");
      cache.put("s", loaded);
    }
    try (MemoryBudget.Share share = cache.share()) {
      share.take(4 * BYTES);
      assertThat(cache.find("s")).isPresent();
      share.take(BYTES);
      assertThat(cache.find("s")).isEmpty();
    }
  }

  @Test
  void theNewestStaysThoughAllOthersAreInUse() {
    LoadedSeries busy = another();
    cache.put("busy", busy);
    try (VolumeCache.Use use = cache.use(busy.volume());
        MemoryBudget.Share share = cache.share()) {
      share.take(4 * BYTES);
      cache.put("new", another());

      assertThat(cache.find("new")).isPresent();
      assertThat(cache.find("busy")).isPresent();
    }
  }
}
