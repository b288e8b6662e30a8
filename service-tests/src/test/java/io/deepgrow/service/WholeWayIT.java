package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.dicomweb.StoreOutcome;
import io.deepgrow.inference.click.Click;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, a real PostgreSQL and a real Orthanc: what must never go astray. */
class WholeWayIT {

  private static final Path SLICES = Path.of("../../shared/data/ct-abdomen-dicom");
  private static final String PATIENT = "Marker^Nobody";
  private static final Click FIRST = Click.positive(32, 32, 12);
  private static final Click SECOND = Click.positive(40, 30, 12);

  @TempDir private static Path folder;
  private static OrthancProcess orthanc;
  private static FlakyProxy proxy;
  private static ServiceProcess service;
  private static DicomWebClient pacs;
  private static Api api;
  private static StudyUid study;
  private static SeriesUid series;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc is not installed (Debian: orthanc-dicomweb)");
    orthanc = OrthancProcess.start(Files.createDirectory(folder.resolve("orthanc")));
    proxy = new FlakyProxy(orthanc.base());
    pacs = new DicomWebClient(DicomWebConfig.of(orthanc.base()));
    List<DicomFile> files =
        new CtWriter(
                UidSource.derived(new UUID(4, 2)),
                Instant.EPOCH,
                new PatientModule(PATIENT, "MARKER-ID", "Marker study"))
            .write(ball());
    upload(files);
    study = new StudyUid(files.get(0).dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
    series = new SeriesUid(files.get(0).dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
    service = ServiceProcess.start(Files.createDirectory(folder.resolve("service")), proxy.base());
    api = new Api(service.root());
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.close();
      proxy.close();
    }
    if (orthanc != null) {
      orthanc.close();
    }
  }

  @BeforeEach
  void connect() {
    proxy.mode(FlakyProxy.Mode.PASS);
  }

  private static void upload(List<DicomFile> files) {
    for (DicomFile file : files) {
      StoreOutcome outcome =
          pacs.store(
              new StudyUid(file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow()),
              new SeriesUid(file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow()),
              file.sopInstanceUid(),
              DicomWriter.bytes(file));
      assertThat(outcome).isInstanceOf(StoreOutcome.Stored.class);
    }
  }

  /** A bright ball in fat. */
  static Volume ball() {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(64, 64, 24), new Spacing(1.5, 1.5, 3));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      var v = grid.size().voxel(flat);
      double d = Math.hypot(Math.hypot(1.5 * (v.i() - 32), 1.5 * (v.j() - 32)), 3 * (v.k() - 12));
      voxels[flat] = (short) (d < 24 ? 120 : -100);
    }
    return Volume.of(grid, voxels);
  }

  private static long segsInPacs(StudyUid where) {
    return pacs.series(where, new QidoQuery(Map.of("Modality", "SEG"), List.of())).size();
  }

  private static Mask readBack(JsonNode result, LoadedSeries source) {
    DicomFile seg =
        pacs.retrieveInstance(
            new StudyUid(result.path("studyUid").asText()),
            new SeriesUid(result.path("seriesUid").asText()),
            new SopInstanceUid(result.path("sopInstanceUid").asText()));
    List<ReadSegment> segments =
        new SegReader(SegReadOptions.standard()).read(seg, SourceGrid.of(source)).segments();
    assertThat(segments).hasSize(1);
    return segments.get(0).mask();
  }

  @Test
  void storesARealAbdomenSoThatTheSameVoxelsComeBack() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "real CT is not there: " + SLICES);
    List<DicomFile> slices = new ArrayList<>();
    try (Stream<Path> paths = Files.list(SLICES)) {
      for (Path path : paths.toList()) {
        slices.add(DicomReader.read(path, DicomLimits.standard()));
      }
    }
    upload(slices);
    LoadedSeries source = SeriesReader.directory(SLICES);
    StudyUid where =
        new StudyUid(source.commonAttributes().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
    String session =
        api.open(
            where.value(), source.commonAttributes().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
    api.addSegment(session, "spleen");
    Click spleen = Click.positive(372, 311, 9);
    Click outside = Click.negative(300, 311, 9);

    api.click(session, spleen, "");
    api.click(session, outside, "");
    Mask mask = api.mask(session, source.volume().geometry());
    assertThat(mask.get(spleen.voxel())).isTrue();
    assertThat(mask.get(outside.voxel())).isFalse();
    assertThat(mask.count()).isGreaterThan(10_000);

    JsonNode result =
        api.awaitResult(session, api.submit(session, "").path("id").asText(), "VERIFIED");
    assertThat(readBack(result, source).sameVoxels(mask)).isTrue();
    assertThat(segsInPacs(where)).isEqualTo(1);
  }

  @Test
  void anAcknowledgedClickSurvivesKillAndReplayGivesTheSameBits() throws Exception {
    String session = api.open(study.value(), series.value());
    api.addSegment(session, "liver");
    api.click(session, FIRST, "first");
    var inFlight = api.send(session, SECOND, "second");
    Thread.sleep(60);

    service.kill();
    inFlight.exceptionally(e -> null).join();
    service.restart();

    JsonNode answer = api.click(session, SECOND, "second");
    assertThat(answer.path("positive").asInt()).isEqualTo(2);
    assertThat(api.click(session, SECOND, "second")).isEqualTo(answer);
    Mask mask = api.mask(session, ball().geometry());

    String again = api.open(study.value(), series.value());
    api.addSegment(again, "liver");
    api.click(again, FIRST, "");
    api.click(again, SECOND, "");
    assertThat(api.mask(again, ball().geometry()).sameVoxels(mask)).isTrue();
    assertThat(mask.count()).isGreaterThan(100);
  }

  @Test
  void aResultWhoseAnswerWasLostIsStoredOnce() throws Exception {
    String session = api.open(study.value(), series.value());
    api.addSegment(session, "spleen");
    api.click(session, FIRST, "");
    long before = segsInPacs(study);
    proxy.mode(FlakyProxy.Mode.LOSE_ANSWER_TO_POST);

    String id = api.submit(session, "once").path("id").asText();
    assertThat(proxy.lost().await(30, TimeUnit.SECONDS)).isTrue();
    service.kill();
    proxy.mode(FlakyProxy.Mode.PASS);
    service.restart();

    assertThat(api.submit(session, "once").path("id").asText()).isEqualTo(id);
    api.awaitResult(session, id, "VERIFIED");
    assertThat(segsInPacs(study)).isEqualTo(before + 1);
  }

  @Test
  void aResultWaitsForAPacsThatIsAway() throws Exception {
    String session = api.open(study.value(), series.value());
    api.addSegment(session, "tumor");
    api.click(session, FIRST, "");
    long before = segsInPacs(study);
    proxy.mode(FlakyProxy.Mode.DOWN);

    String id = api.submit(session, "").path("id").asText();
    api.awaitAttempt(session, id);
    proxy.mode(FlakyProxy.Mode.PASS);

    api.awaitResult(session, id, "VERIFIED");
    assertThat(segsInPacs(study)).isEqualTo(before + 1);
    assertThat(service.log()).doesNotContain("Marker").doesNotContain("MARKER");
  }
}
