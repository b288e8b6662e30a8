package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Spacing;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VolumeGeometry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesLoadingTest {

  private static final String STUDY = "1.2";
  private static final StudyUid STUDY_UID = new StudyUid(STUDY);

  private final VolumeCache cache = new VolumeCache(1_000_000, 1_000_000);
  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch read = new CountDownLatch(1);
  private final SeriesLoading loading =
      new SeriesLoading((study, series, room, progress) -> slowly(study), cache, 1);

  @AfterEach
  void stop() {
    read.countDown();
    loading.stop();
  }

  private static LoadedSeries of(StudyUid study) {
    return new LoadedSeries(
        Volume.of(VolumeGeometry.axial(new GridSize(2, 2, 2), new Spacing(1, 1, 1)), new short[8]),
        List.of(),
        new DicomObject().setString(Tag.STUDY_INSTANCE_UID, study.value()),
        List.of());
  }

  private LoadedSeries slowly(StudyUid study) {
    reading.countDown();
    try {
      read.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return of(study);
  }

  private SessionKey session(String series) {
    return new SessionKey(new UUID(1, 1), STUDY, series, "m", SessionState.LOADING);
  }

  @Test
  void volumesOfAStudyGoBySeriesAndByWhatTheirHeaderSays() {
    cache.put("1.1", of(new StudyUid("1.9")));
    cache.put("1.2", of(STUDY_UID));
    cache.put("1.3", of(new StudyUid("1.9")));

    assertThat(loading.remembered(STUDY, Set.of("1.1"))).containsExactly("1.1", "1.2");
    assertThat(loading.forget(STUDY, Set.of("1.1"))).isEqualTo(2);
    assertThat(cache.find("1.3")).isPresent();
    assertThat(cache.find("1.1")).isEmpty();
    assertThat(cache.find("1.2")).isEmpty();
  }

  @Test
  void aVolumeThatIsForgottenWhileItIsReadIsNotRemembered() throws Exception {
    CompletableFuture<LoadedSeries> coming = loading.load(session("1.2.1"));
    reading.await();

    loading.forget(STUDY, Set.of());
    read.countDown();

    assertThat(coming.join()).isNotNull();
    assertThat(cache.find("1.2.1")).isEmpty();
  }

  @Test
  void aVolumeOfAnotherStudyThatIsReadMeanwhileIsRemembered() throws Exception {
    CompletableFuture<LoadedSeries> coming =
        CompletableFuture.supplyAsync(() -> loading.now(STUDY_UID, new SeriesUid("1.2.1")));
    reading.await();

    loading.forget("1.9", Set.of("1.9.1"));
    read.countDown();

    assertThat(coming.join()).isNotNull();
    assertThat(cache.find("1.2.1")).isPresent();
  }
}
