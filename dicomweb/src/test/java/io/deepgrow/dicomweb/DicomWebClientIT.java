package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DicomWebClientIT {

  private static final Path SLICES = Path.of("../../shared/data/ct-abdomen-dicom");

  @TempDir Path folder;
  private @Nullable OrthancProcess orthanc;
  private DicomWebClient client =
      new DicomWebClient(DicomWebConfig.of(java.net.URI.create("http://127.0.0.1:1/")));

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc with its DICOMweb plugin is not installed");
    OrthancProcess started = OrthancProcess.start(folder);
    orthanc = started;
    client = new DicomWebClient(DicomWebConfig.of(started.base()));
  }

  @AfterEach
  void stop() {
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static StudyUid study(DicomFile file) {
    return new StudyUid(file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
  }

  private static SeriesUid series(DicomFile file) {
    return new SeriesUid(file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
  }

  private StoreOutcome store(DicomFile file) {
    return client.store(study(file), series(file), file.sopInstanceUid(), DicomWriter.bytes(file));
  }

  private static Volume ramp() {
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(8, 6, 5),
            new Spacing(0.7, 0.8, 2.5),
            new PatientPoint(1, 2, 3),
            Direction.ofRowAndColumn(new Vector3(1, 0, 0), new Vector3(0, 1, 0)));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) (v - 500);
    }
    return Volume.of(grid, voxels);
  }

  private static List<DicomFile> generated() {
    return new CtWriter(UidSource.derived(new UUID(4, 5)), Instant.EPOCH, PatientModule.PHANTOM)
        .write(ramp());
  }

  @Test
  void storesFindsAndReadsAGeneratedSeries() {
    List<DicomFile> files = generated();
    files.forEach(f -> assertThat(store(f)).isInstanceOf(StoreOutcome.Stored.class));
    DicomFile first = files.get(0);

    assertThat(client.studies(QidoQuery.all())).hasSize(1);
    assertThat(client.series(study(first), QidoQuery.all())).hasSize(1);
    assertThat(client.instances(study(first), series(first), QidoQuery.all())).hasSize(5);
    assertThat(client.exists(study(first), series(first), first.sopInstanceUid())).isTrue();
    List<Integer> steps = new ArrayList<>();
    LoadedSeries loaded =
        SeriesReader.fromPacs(
            client, study(first), series(first), (done, total) -> steps.add(done));

    assertThat(loaded.volume().voxels()).isEqualTo(ramp().voxels());
    assertThat(steps).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void storingTwiceIsNoError() {
    DicomFile file = generated().get(0);
    assertThat(store(file)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(store(file)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(client.instances(study(file), series(file), QidoQuery.all())).hasSize(1);
  }

  @Test
  void aDamagedObjectIsNotStoredAndAGoodOneStillIs() {
    List<DicomFile> files = generated();
    DicomFile bad = files.get(1);
    byte[] junk = "no DICOM at all".repeat(50).getBytes(StandardCharsets.US_ASCII);

    assertThat(store(files.get(0))).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(client.store(study(bad), series(bad), bad.sopInstanceUid(), junk))
        // HTTP 400 without a reason, which a gateway before it could have said too
        .isInstanceOf(StoreOutcome.RejectedForNow.class);
    assertThat(client.exists(study(bad), series(bad), bad.sopInstanceUid())).isFalse();
  }

  @Test
  void readsTheRealAbdomenBack() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "real CT is not there: " + SLICES);
    List<DicomFile> files = new ArrayList<>();
    try (Stream<Path> list = Files.list(SLICES)) {
      for (Path path : list.filter(p -> p.toString().endsWith(".dcm")).sorted().toList()) {
        files.add(DicomReader.read(path, DicomLimits.standard()));
      }
    }
    files.forEach(f -> assertThat(store(f)).isInstanceOf(StoreOutcome.Stored.class));

    LoadedSeries loaded =
        SeriesReader.fromPacs(
            client, study(files.get(0)), series(files.get(0)), (done, total) -> {});

    assertThat(loaded.volume().voxels())
        .isEqualTo(SeriesReader.directory(SLICES).volume().voxels());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 50, 100})
  void readsAllSlicesWhereOrthancLimitsWhatItFinds(int limit, @TempDir Path other)
      throws Exception {
    List<DicomFile> files = CtSlices.axial(120);
    String settings = "\"LimitFindInstances\": %d, \"LimitFindResults\": %d, ";
    try (OrthancProcess limited = OrthancProcess.start(other, settings.formatted(limit, limit))) {
      client = new DicomWebClient(DicomWebConfig.of(limited.base()));
      files.forEach(f -> assertThat(store(f)).isInstanceOf(StoreOutcome.Stored.class));

      LoadedSeries loaded =
          SeriesReader.fromPacs(
              client, study(files.get(0)), series(files.get(0)), (done, total) -> {});

      assertThat(loaded.volume().voxels()).isEqualTo(CtSlices.volume(120).voxels());
    }
  }
}
