package io.deepgrow.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.dicomweb.StoreOutcome;
import io.deepgrow.series.SeriesReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Orthanc that is spoken to by DIMSE alone. */
class OrthancGatewayIT {

  @TempDir Path folder;
  private @Nullable OrthancProcess orthanc;
  private @Nullable Gateway gateway;
  private DicomWebClient direct = client(URI.create("http://127.0.0.1:9/"));
  private DicomWebClient through = direct;

  private static DicomWebClient client(URI root) {
    return new DicomWebClient(DicomWebConfig.of(root));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc with its DICOMweb plugin is not installed");
    begin(Gateways.TITLE);
  }

  private void begin(String knownTitle) throws Exception {
    int archivePort = freePort();
    int ownPort = freePort();
    Path data = Files.createDirectories(folder.resolve("orthanc"));
    OrthancProcess peer =
        OrthancProcess.start(
            data,
            """
            "DicomPort": %d, "DicomAet": "ARCHIVE", "DicomCheckCalledAet": true,
            "DicomModalities": {"gateway": ["%s", "127.0.0.1", %d]},
            "DicomAlwaysAllowFind": true, "DicomAlwaysAllowMove": true, "OverwriteInstances": true,
            """
                .formatted(archivePort, knownTitle, ownPort));
    orthanc = peer;
    RemoteEntity archive = new RemoteEntity("ARCHIVE", "127.0.0.1", archivePort);
    Gateway started =
        Gateway.start(
            Gateways.as(
                Gateways.settings(folder.resolve("held"), Optional.of(archive)),
                Gateways.TITLE,
                ownPort,
                Optional.empty(),
                Optional.empty()));
    gateway = started;
    direct = client(peer.base());
    through = client(started.root());
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
    }
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static void store(DicomWebClient client, List<DicomFile> files) {
    for (DicomFile file : files) {
      assertThat(
              client.store(
                  Gateways.study(file),
                  Gateways.series(file),
                  file.sopInstanceUid(),
                  DicomWriter.bytes(file)))
          .isInstanceOf(StoreOutcome.Stored.class);
    }
  }

  @Test
  void aSeriesIsFoundMovedHereAndTheSameVoxels() {
    List<DicomFile> files = Gateways.series(1, 6);
    store(direct, files);
    DicomFile first = files.get(0);

    assertThat(through.studies(QidoQuery.all()))
        .singleElement()
        .satisfies(
            study -> assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).hasValue(6));
    assertThat(through.series(new QidoQuery(Map.of("Modality", "CT"), List.of()))).hasSize(1);
    assertThat(
            SeriesReader.fromPacs(
                    through, Gateways.study(first), Gateways.series(first), (d, t) -> {})
                .volume()
                .voxels())
        .isEqualTo(
            SeriesReader.fromPacs(
                    direct, Gateways.study(first), Gateways.series(first), (d, t) -> {})
                .volume()
                .voxels());
    // a slice that comes later is fetched too
    List<DicomFile> more = Gateways.series(1, 7);
    store(direct, more.subList(6, 7));
    assertThat(
            SeriesReader.fromPacs(
                    through, Gateways.study(first), Gateways.series(first), (d, t) -> {})
                .volume()
                .size()
                .k())
        .isEqualTo(7);
  }

  @Test
  void aResultIsStoredAndReadBack() {
    List<DicomFile> files = Gateways.series(2, 1);
    store(through, files);
    DicomFile file = files.get(0);
    assertThat(direct.exists(Gateways.study(file), Gateways.series(file), file.sopInstanceUid()))
        .isTrue();
    assertThat(
            through
                .retrieveInstance(
                    Gateways.study(file), Gateways.series(file), file.sopInstanceUid())
                .pixelData()
                .nativeBytes())
        .isEqualTo(file.pixelData().nativeBytes());
  }

  @Test
  void theHeaderIsTodaysPatientAndNotTheOneThatWasHeld() {
    List<DicomFile> files = Gateways.series(3, 2);
    store(direct, files);
    DicomFile first = files.get(0);
    assertThat(header(first).string(Tag.PATIENT_ID))
        .isEqualTo(first.dataSet().string(Tag.PATIENT_ID));

    for (DicomFile file : files) {
      DicomObject moved = file.dataSet().deepCopy().setString(Tag.PATIENT_ID, "ANOTHER");
      store(direct, List.of(new DicomFile(file.syntax(), moved, file.pixelData())));
    }

    assertThat(header(first).string(Tag.PATIENT_ID)).hasValue("ANOTHER");
  }

  private DicomObject header(DicomFile file) {
    return through.retrieveHeader(
        Gateways.study(file), Gateways.series(file), file.sopInstanceUid());
  }

  @Test
  void aPacsThatDoesNotKnowTheGatewaySaysWhatToDo() throws Exception {
    stop();
    begin("SOMEBODY");
    List<DicomFile> files = Gateways.series(4, 1);
    store(direct, files);
    URI series =
        URI.create(
            Objects.requireNonNull(gateway).root()
                + "/studies/"
                + Gateways.study(files.get(0))
                + "/series/"
                + Gateways.series(files.get(0)));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(series).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("gateway.pacs_refused");
  }

  @Test
  void realCompressedSlicesPassAsTheyAre() throws Exception {
    Path slices = Path.of("../../shared/data/ct-abdomen-dicom");
    assumeTrue(Files.isDirectory(slices), "real CT is not there: " + slices);
    List<DicomFile> files;
    try (var list = Files.list(slices)) {
      files =
          list.filter(Files::isRegularFile)
              .sorted()
              .limit(5)
              .map(OrthancGatewayIT::read)
              .flatMap(Optional::stream)
              .toList();
    }
    assumeTrue(!files.isEmpty(), "no slices in " + slices);
    store(direct, files);
    DicomFile first = files.get(0);
    assertThat(
            through.retrieveInstance(
                Gateways.study(first), Gateways.series(first), first.sopInstanceUid()))
        .satisfies(
            file -> {
              assertThat(file.syntax()).isEqualTo(first.syntax());
              assertThat(file.pixelData().fragments()).hasSameSizeAs(first.pixelData().fragments());
            });
    assertThatThrownBy(
            () ->
                through.retrieveInstance(
                    Gateways.study(first), Gateways.series(first), new SopInstanceUid("1.2.3")))
        .isInstanceOf(DicomWebException.class);
  }

  private static Optional<DicomFile> read(Path file) {
    try {
      return Optional.of(DicomReader.read(file, DicomLimits.standard()));
    } catch (IOException | DicomException e) {
      return Optional.empty();
    }
  }
}
