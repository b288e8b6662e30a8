package io.deepgrow.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.dicomweb.StoreOutcome;
import io.deepgrow.series.SeriesReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways: what is stored to the one goes by C-STORE to the other, as to a PACS. */
class GatewayTest {

  @TempDir Path folder;
  private Gateway archive = closed();
  private Gateway scanner = closed();

  @BeforeEach
  void start() throws Exception {
    archive = Gateway.start(Gateways.settings(folder.resolve("archive"), Optional.empty()));
    scanner = Gateway.start(calling("SCANNER"));
  }

  /** Set by JUnit before any test. */
  @SuppressWarnings("NullAway")
  private static Gateway closed() {
    return null;
  }

  @AfterEach
  void stop() {
    scanner.close();
    archive.close();
  }

  private GatewaySettings calling(String title) {
    RemoteEntity pacs = new RemoteEntity(Gateways.TITLE, "127.0.0.1", archive.dimsePort());
    return Gateways.as(
        Gateways.settings(folder.resolve(title), Optional.of(pacs)),
        title,
        0,
        Optional.empty(),
        Optional.empty());
  }

  private static StoreOutcome store(Gateway gateway, DicomFile file) {
    return Gateways.client(gateway)
        .store(
            Gateways.study(file),
            Gateways.series(file),
            file.sopInstanceUid(),
            DicomWriter.bytes(file));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(archive.root() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatIsPushedByDimseIsFoundAndReadByDicomWeb() throws Exception {
    List<DicomFile> files = Gateways.series(1, 5);
    // in an order of its own
    for (int n : new int[] {3, 0, 4, 1, 2}) {
      store(scanner, files.get(n));
    }
    DicomFile first = files.get(0);
    DicomWebClient client = Gateways.client(archive);

    assertThat(client.studies(QidoQuery.all()))
        .singleElement()
        .satisfies(
            study -> {
              assertThat(study.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES)).hasValue(5);
              assertThat(study.strings(Tag.MODALITIES_IN_STUDY)).containsExactly("CT");
            });
    assertThat(client.series(new QidoQuery(Map.of("Modality", "MR"), List.of()))).isEmpty();
    assertThat(client.instances(Gateways.study(first), Gateways.series(first), QidoQuery.all()))
        .hasSize(5);
    assertThat(
            SeriesReader.fromPacs(
                    client, Gateways.study(first), Gateways.series(first), (done, total) -> {})
                .volume()
                .size()
                .k())
        .isEqualTo(5);
    assertThat(get("/studies/" + Gateways.study(first) + "/metadata").body())
        .contains(first.sopInstanceUid().value());
    assertThat(get("/studies/1.2.3/series/1.2.4").statusCode()).isEqualTo(404);
  }

  @Test
  void aFrameIsGivenAsItIsStored() throws Exception {
    DicomFile file = Gateways.series(2, 1).get(0);
    store(scanner, file);
    String instance =
        "/studies/"
            + Gateways.study(file)
            + "/series/"
            + Gateways.series(file)
            + "/instances/"
            + file.sopInstanceUid();
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(archive.root() + instance + "/frames/1")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).containsSubsequence(file.pixelData().nativeBytes());
    assertThat(get(instance + "/frames/2").statusCode()).isEqualTo(404);
    assertThat(
            get(instance, "Accept", "application/dicom; transfer-syntax=1.2.840.10008.1.2.4.90")
                .statusCode())
        .isEqualTo(406);
  }

  @Test
  void whoIsNotOnTheListIsRefusedAndNothingIsStored() throws Exception {
    try (Gateway stranger = Gateway.start(calling("STRANGER"))) {
      DicomFile file = Gateways.series(3, 1).get(0);
      assertThat(store(stranger, file)).isNotInstanceOf(StoreOutcome.Stored.class);
    }
    assertThat(Gateways.client(archive).studies(QidoQuery.all())).isEmpty();
  }

  @Test
  void aCacheTakesObjectsOfItsPacsAloneSinceItLetsGoOfThem() throws Exception {
    RemoteEntity cache = new RemoteEntity("SCANNER", "127.0.0.1", scanner.dimsePort());
    GatewaySettings settings =
        Gateways.as(
            Gateways.settings(folder.resolve("modality"), Optional.of(cache)),
            "ARCHIVE",
            0,
            Optional.empty(),
            Optional.empty());
    try (Gateway modality = Gateway.start(settings)) {
      DicomFile file = Gateways.series(7, 1).get(0);
      assertThat(store(modality, file)).isNotInstanceOf(StoreOutcome.Stored.class);
    }
    assertThat(folder.resolve("SCANNER/objects")).isEmptyDirectory();
  }

  @Test
  void anObjectThatIsTooLargeIsRefusedForWantOfResources() throws Exception {
    archive.close();
    GatewaySettings settings = Gateways.settings(folder.resolve("small"), Optional.empty());
    archive = Gateway.start(Gateways.withRoom(settings, 1 << 20, 600));
    try (Gateway caller = Gateway.start(calling("ARCHIVE"))) {
      DicomFile file = Gateways.series(4, 1).get(0);
      assertThat(store(caller, file)).isNotInstanceOf(StoreOutcome.Stored.class);
    }
    try (Stream<Path> left = Files.list(folder.resolve("small/incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
    DicomFile file = Gateways.series(5, 1).get(0);
    assertThat(store(archive, file)).isInstanceOf(StoreOutcome.Stored.class);
    archive.close();
    Files.writeString(folder.resolve("archive/incoming/part1.dcm"), "half of an object");

    archive = Gateway.start(Gateways.settings(folder.resolve("archive"), Optional.empty()));

    assertThat(
            Gateways.client(archive)
                .retrieveInstance(
                    Gateways.study(file), Gateways.series(file), file.sopInstanceUid()))
        .extracting(DicomFile::sopInstanceUid)
        .isEqualTo(file.sopInstanceUid());
    assertThat(folder.resolve("archive/incoming/part1.dcm")).doesNotExist();
  }

  @Test
  void aPacsThatIsAwayIsSaidToBeAway() {
    archive.close();
    assertThatThrownBy(() -> Gateways.client(scanner).studies(QidoQuery.all()))
        .isInstanceOf(DicomWebException.class)
        .hasMessageContaining("503");
  }

  @Test
  void withoutTheTokenNothingIsServed() throws Exception {
    archive.close();
    archive =
        Gateway.start(
            Gateways.as(
                Gateways.settings(folder.resolve("guarded"), Optional.empty()),
                "GUARDED",
                0,
                Optional.empty(),
                Optional.of("secret")));
    assertThat(get("/studies").statusCode()).isEqualTo(401);
    assertThat(get("/studies", "Authorization", "Bearer other").statusCode()).isEqualTo(401);
    assertThat(get("/studies", "Authorization", "Bearer secret").statusCode()).isEqualTo(200);
  }

  @Test
  void wrongRequestsAreAnsweredWithACode() throws Exception {
    assertThat(get("/studies?Nonsense=1").body()).contains("gateway.bad_request");
    assertThat(get("/studies?limit=x").statusCode()).isEqualTo(400);
    assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    assertThat(get("/studies/1..2/metadata").statusCode()).isEqualTo(400);
  }
}
