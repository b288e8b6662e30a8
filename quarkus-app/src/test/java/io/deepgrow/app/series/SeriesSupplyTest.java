package io.deepgrow.app.series;

import static io.deepgrow.app.series.TestSeries.BYTES;
import static io.deepgrow.app.series.TestSeries.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.MemoryRoom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesSupplyTest {

  private static final String STUDY = "1.2";
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID TWO = new UUID(1, 2);

  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final AtomicInteger readings = new AtomicInteger();
  private final Map<SeriesKey, String> studies = new ConcurrentHashMap<>();
  private final SeriesMemory memory =
      new SeriesMemory(100 * BYTES, 100 * BYTES, Duration.ofHours(1), System::nanoTime);
  private SeriesSupply supply = supply(Duration.ofHours(1));

  /** Gives every series once it may. */
  private final class Slow implements SeriesSource {
    @Override
    public boolean has(SeriesKey key) {
      return true;
    }

    @Override
    public LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress) {
      readings.incrementAndGet();
      progress.slices(3, 7);
      reading.countDown();
      try {
        read.await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw new IllegalStateException(e);
      }
      return TestSeries.of(studies.getOrDefault(key, STUDY));
    }

    @Override
    public LoadedSeries today(LoadedSeries loaded, SeriesKey key) {
      return new LoadedSeries(
          loaded.volume(), loaded.slices(), loaded.commonAttributes(), List.of("today"));
    }
  }

  private SeriesSupply supply(Duration limit) {
    return new SeriesSupply(new SeriesSources(List.of(new Slow())), memory, 1, limit);
  }

  @AfterEach
  void stop() {
    read.countDown();
    supply.stop();
  }

  private static ErrorCode failure(CompletableFuture<LoadedSeries> coming) {
    try {
      coming.orTimeout(1, TimeUnit.MINUTES).join();
      throw new AssertionError("It was loaded");
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(ApiException.class);
      return ((ApiException) e.getCause()).code();
    }
  }

  @Test
  void aSeriesIsReadOnceForAllWhoWaitForIt() throws Exception {
    CompletableFuture<LoadedSeries> one = supply.open(key("1"), ONE);
    CompletableFuture<LoadedSeries> two = supply.load(key("1"));
    reading.await();
    assertThat(supply.progress(key("1"))).isEqualTo(new SeriesSupply.SliceCount(3, 7));
    read.countDown();

    assertThat(one.join()).isSameAs(two.join());
    assertThat(supply.now(key("1"), Duration.ofMinutes(1))).isSameAs(one.join());
    assertThat(readings).hasValue(1);
    assertThat(supply.progress(key("1"))).isEqualTo(new SeriesSupply.SliceCount(0, 0));
  }

  @Test
  void aSessionThatBeginsGetsTodaysPatientAndSoDoOthersFromThenOn() {
    read.countDown();
    supply.load(key("1")).join();

    assertThat(supply.open(key("1"), ONE).join().warnings()).containsExactly("today");
    assertThat(supply.load(key("1")).join().warnings()).containsExactly("today");
    assertThat(readings).hasValue(1);
  }

  @Test
  void aSeriesThatNobodyWaitsForAnyMoreIsNotReadOn() throws Exception {
    CompletableFuture<LoadedSeries> coming = supply.open(key("1"), ONE);
    CompletableFuture<LoadedSeries> others = supply.open(key("1"), TWO);
    reading.await();

    supply.abandon(key("1"), ONE);
    assertThat(coming).isNotDone();
    supply.abandon(key("1"), ONE);
    assertThat(coming).isNotDone();
    supply.abandon(key("1"), TWO);

    assertThat(failure(coming)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure(others)).isEqualTo(ErrorCode.UNAVAILABLE);
    interrupted.await();
    read.countDown();
    assertThat(supply.open(key("1"), ONE).join()).isNotNull();
  }

  @Test
  void whoCannotGiveUpKeepsASeriesComing() throws Exception {
    CompletableFuture<LoadedSeries> coming = supply.open(key("1"), ONE);
    CompletableFuture<LoadedSeries> others = supply.load(key("1"));
    reading.await();

    supply.abandon(key("1"), ONE);
    read.countDown();

    assertThat(coming.join()).isNotNull();
    assertThat(others.join()).isNotNull();
  }

  @Test
  void aSeriesThatWaitsForItsTurnCanBeAbandonedToo() throws Exception {
    CompletableFuture<LoadedSeries> first = supply.load(key("1"));
    reading.await();
    CompletableFuture<LoadedSeries> second = supply.open(key("2"), ONE);

    supply.abandon(key("2"), ONE);
    read.countDown();

    assertThat(failure(second)).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(first.join()).isNotNull();
    assertThat(readings).hasValue(1);
  }

  @Test
  void whatTakesTooLongIsEnded() throws Exception {
    supply.stop();
    supply = supply(Duration.ofMillis(1));
    CompletableFuture<LoadedSeries> coming = supply.load(key("1"));

    assertThat(failure(coming)).isEqualTo(ErrorCode.PACS_TIMEOUT);
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void whoWaitsLongEnoughIsToldToComeAgain() {
    assertThatThrownBy(() -> supply.now(key("1"), Duration.ZERO))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void afterItsEndItRefuses() {
    supply.stop();

    assertThat(failure(supply.load(key("1")))).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void theFirstSourceThatHasASeriesGivesIt() {
    SeriesSource none =
        new SeriesSource() {
          @Override
          public boolean has(SeriesKey key) {
            return key.equals(key("9"));
          }

          @Override
          public LoadedSeries load(SeriesKey key, MemoryRoom room, Progress progress) {
            throw new AssertionError();
          }
        };
    Slow slow = new Slow();
    SeriesSources sources = new SeriesSources(List.of(none, slow));

    assertThat(sources.of(key("1"))).isSameAs(slow);
    assertThat(sources.of(key("9"))).isSameAs(none);
  }

  @Test
  void volumesOfAStudyGoBySeriesAndByWhatTheirHeaderSays() {
    read.countDown();
    SeriesKey bySeries = new SeriesKey(new StudyUid("1.9"), new SeriesUid("1.1"));
    SeriesKey byHeader = new SeriesKey(new StudyUid("1.9"), new SeriesUid("1.2"));
    SeriesKey another = new SeriesKey(new StudyUid("1.9"), new SeriesUid("1.3"));
    SeriesKey byStudy = new SeriesKey(new StudyUid(STUDY), new SeriesUid("1.4"));
    studies.put(bySeries, "1.9");
    studies.put(another, "1.9");
    studies.put(byStudy, "1.9");
    List.of(bySeries, byHeader, another, byStudy).forEach(key -> supply.load(key).join());

    assertThat(supply.remembered(STUDY, Set.of("1.1"))).containsExactly("1.1", "1.2", "1.4");
    assertThat(supply.forget(STUDY, Set.of("1.1"))).isEqualTo(3);
    assertThat(supply.peek(another)).isPresent();
    assertThat(supply.peek(bySeries)).isEmpty();
    assertThat(supply.peek(byHeader)).isEmpty();
    assertThat(supply.peek(byStudy)).isEmpty();
  }

  @Test
  void aVolumeThatIsForgottenWhileItIsReadIsNotRemembered() throws Exception {
    CompletableFuture<LoadedSeries> coming = supply.load(key("1"));
    reading.await();

    supply.forget(STUDY, Set.of());
    read.countDown();

    assertThat(coming.join()).isNotNull();
    assertThat(supply.peek(key("1"))).isEmpty();
  }

  @Test
  void aVolumeOfAnotherStudyThatIsReadMeanwhileIsRemembered() throws Exception {
    CompletableFuture<LoadedSeries> coming = supply.load(key("1"));
    reading.await();

    supply.forget("1.9", Set.of("1.9.1"));
    read.countDown();

    assertThat(coming.join()).isNotNull();
    assertThat(supply.peek(key("1"))).isPresent();
  }
}
