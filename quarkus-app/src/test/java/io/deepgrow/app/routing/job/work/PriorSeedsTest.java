package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.action.Prepare;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.job.JobOutputs;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.JobView;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.MovedClock;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegOutcome;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriorSeedsTest {

  private static final Seed.Prior A_YEAR = new Seed.Prior(365);
  private static final Alignment NOWHERE = (place, before, after) -> Optional.empty();
  private static final VoxelIndex DEEPEST = new VoxelIndex(22, 22, 5);

  private final List<DicomFile> earlier = PlayedPacs.study(1);
  private final LoadedSeries loaded = loaded(earlier);
  private final FakePacs pacs = pacs();
  private final List<SeriesKey> requested = new ArrayList<>();

  private static LoadedSeries loaded(List<DicomFile> slices) {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    slices.forEach(loader::add);
    return loader.finish();
  }

  private FakePacs pacs() {
    List<DicomFile> all = new ArrayList<>(earlier);
    all.add(seg());
    return FakePacs.of(all);
  }

  /** A box, whose deepest voxel is the first of those in its middle. */
  private DicomFile seg() {
    Mask mask = Mask.empty(loaded.volume().geometry());
    for (int k = 4; k <= 6; k++) {
      for (int j = 20; j <= 28; j++) {
        for (int i = 20; i <= 24; i++) {
          mask.set(new VoxelIndex(i, j, k), true);
        }
      }
    }
    SegWriter writer =
        new SegWriter(
            UidSource.derived(new UUID(7, 8)),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            new Equipment("maker", "model", "1", "1"),
            SegOptions.standard());
    SegSegment spleen =
        SegSegment.of(
            1, Terminology.standard().find("spleen").orElseThrow(), mask, SegAlgorithm.manual());
    try {
      SegOutcome.Written written = (SegOutcome.Written) writer.write(loaded, List.of(spleen));
      return DicomReader.read(written.single().bytes(), DicomLimits.standard());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  private PatientPoint place(String structure, String series, LoadedSeries present, Alignment way) {
    DicomWebClient client = new DicomWebClient(DicomWebConfig.of(pacs.base()));
    PriorSeeds priors =
        new PriorSeeds(
            id -> client,
            key -> {
              requested.add(key);
              return loaded;
            },
            way,
            MovedClock.at(Instant.EPOCH));
    return priors.of(structure, A_YEAR, job(series), present);
  }

  private static JobView job(String series) {
    return new JobView(
        new UUID(1, 1),
        ActionKind.SEGMENT,
        JobState.RUNNING,
        ConnectionId.DEFAULT,
        null,
        "2.25.1",
        series,
        new Prepare(),
        null,
        null,
        "grace",
        5,
        Instant.EPOCH,
        0,
        null,
        null,
        JobOutputs.NONE,
        Instant.EPOCH,
        null);
  }

  private String seriesUid() {
    return earlier.get(0).dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow();
  }

  @Test
  void inTheSameFrameOfReferenceItIsTheDeepestPointOfTheEarlierMask() {
    PatientPoint place = place("spleen", "2.25.999", loaded, NOWHERE);

    assertThat(place).isEqualTo(loaded.volume().geometry().toPatient(DEEPEST));
    assertThat(requested).extracting(k -> k.series().value()).containsExactly(seriesUid());
    assertThat(pacs.requests()).anyMatch(r -> r.contains("PatientID=MARKER-1"));
  }

  @Test
  void inAnotherOneOnlyAnAlignmentHelps() {
    LoadedSeries other =
        new LoadedSeries(
            loaded.volume(),
            loaded.slices(),
            PlayedPacs.study(2).get(0).dataSet().setString(Tag.PATIENT_ID, "MARKER-1"),
            List.of());
    assertThatThrownBy(() -> place("spleen", "2.25.999", other, NOWHERE))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("another frame of reference");
    PatientPoint moved = new PatientPoint(1, 2, 3);
    assertThat(place("spleen", "2.25.999", other, (p, from, to) -> Optional.of(moved)))
        .isEqualTo(moved);
  }

  @Test
  void anotherStructureOrASegmentationOfTheSeriesItselfIsNoPrior() {
    assertThatThrownBy(() -> place("liver", "2.25.999", loaded, NOWHERE))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("no Segmentation of liver");
    assertThatThrownBy(() -> place("spleen", seriesUid(), loaded, NOWHERE))
        .hasMessageContaining("no Segmentation of spleen");
    assertThat(requested).isEmpty();
  }

  @Test
  void aPatientIdThatOnlyLooksAlikeIsAnotherPatientAndIsInNoError() {
    LoadedSeries alike =
        new LoadedSeries(
            loaded.volume(),
            loaded.slices(),
            PlayedPacs.study(1).get(0).dataSet().setString(Tag.PATIENT_ID, "marker-1"),
            List.of());
    assertThatThrownBy(() -> place("spleen", "2.25.999", alike, NOWHERE))
        .isInstanceOf(JobException.class)
        .hasMessageNotContaining("marker")
        .hasMessageContaining("no Segmentation");
  }
}
