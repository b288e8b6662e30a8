package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.SeriesReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests to a service that bears one at a time. */
class CallGateTest {

  private final List<DicomFile> files = CtSlices.axial(12);
  private final FakePacs archive = FakePacs.of(files);
  private final StudyUid study = new StudyUid(text(Tag.STUDY_INSTANCE_UID));
  private final SeriesUid series = new SeriesUid(text(Tag.SERIES_INSTANCE_UID));
  private final Semaphore room = new Semaphore(1);
  private final AtomicInteger entered = new AtomicInteger();
  private final DicomWebClient client =
      new DicomWebClient(
          DicomWebConfig.of(archive.base())
              .with(Duration.ofSeconds(20), 2, Duration.ofMillis(1))
              .with((CallGate) this::enter));

  private String text(int tag) {
    return files.get(0).dataSet().string(tag).orElseThrow();
  }

  private CallGate.Pass enter(Duration atMost) {
    try {
      if (!room.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new DicomWebException("dicomweb.limited", 0, "no room");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    entered.incrementAndGet();
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        room.release();
      }
    };
  }

  @AfterEach
  void everyRequestGivesItsRoomBack() {
    archive.close();
    assertThat(room.availablePermits()).isEqualTo(1);
    assertThat(entered.get()).isPositive();
  }

  private static DicomFile asJpegLs(DicomFile file) {
    return new DicomFile(
        TransferSyntax.of("1.2.840.10008.1.2.4.201"),
        file.dataSet(),
        new PixelData(new byte[0], List.of(new byte[] {1, 2})));
  }

  @Test
  void aSeriesIsReadWhereOneRequestAtATimeMayGoOut() {
    assertThat(SeriesReader.fromPacs(client, study, series, (done, total) -> {}).slices())
        .hasSize(12);
  }

  @Test
  void aSeriesThatThePacsHasToDecodeIsReadOneRequestAtATimeToo() {
    AtomicInteger sent = new AtomicInteger();
    archive.with(
        PacsWays.friendly().rewriting(file -> sent.getAndIncrement() < 12 ? asJpegLs(file) : file));
    assertThat(SeriesReader.fromPacs(client, study, series, (done, total) -> {}).slices())
        .hasSize(12);
    assertThat(sent.get()).isEqualTo(24);
  }

  @Test
  void aSearchAfterAnUnclearAnswerToAStoreNeedsNoSecondRoom() {
    archive.with(PacsWays.friendly().refusing(409, -1, ""));
    DicomFile file = files.get(0);
    assertThat(client.store(study, series, file.sopInstanceUid(), DicomWriter.bytes(file)))
        .isInstanceOf(StoreOutcome.Stored.class);
  }

  @Test
  void aServiceThatIsAwayGivesItsRoomBack() {
    archive.close();
    assertThatThrownBy(() -> client.studies(QidoQuery.all()))
        .isInstanceOfSatisfying(
            DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.unreachable"));
  }
}
