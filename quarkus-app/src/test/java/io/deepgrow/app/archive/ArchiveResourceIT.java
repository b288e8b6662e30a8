package io.deepgrow.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.TestFolders;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.QidoQuery;
import io.deepgrow.dicomweb.StoreOutcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The archive over HTTP. */
@QuarkusTest
@TestProfile(ArchiveResourceIT.WithArchive.class)
@WithTestResource(TestDatabase.class)
class ArchiveResourceIT {

  /** Turns the archive on over an empty folder. */
  public static class WithArchive implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.archive.enabled",
          "true",
          "deepgrow.archive.dir",
          TestFolders.create("archive").toString(),
          "deepgrow.security.allow-anonymous",
          "true",
          "deepgrow.pacs.url",
          "http://127.0.0.1:9/dicom-web",
          "quarkus.http.limits.max-body-size",
          "100M",
          "quarkus.http.test-port",
          "0");
    }
  }

  @TestHTTPResource("/dicom-web")
  URI root;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void storesFindsAndGivesBack() throws Exception {
    byte[] slice = ArchiveFiles.part10(ArchiveFiles.slice(1, 1, 1), 1, 2, 3, 4);

    HttpResponse<byte[]> stored = store("/studies/2.25.1", slice);
    HttpResponse<byte[]> again = store("/studies", slice);
    HttpResponse<byte[]> found = get("/studies?PatientID=P1&includefield=all", "*/*");
    HttpResponse<byte[]> metadata =
        get("/studies/2.25.1/series/2.25.1.1/metadata", "application/dicom+json");
    HttpResponse<byte[]> series =
        get(
            "/studies/2.25.1/series/2.25.1.1",
            "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
    HttpResponse<byte[]> instance =
        get(
            "/studies/2.25.1/series/2.25.1.1/instances/2.25.1.1.1",
            "application/dicom; transfer-syntax=*");
    HttpResponse<byte[]> frame =
        get(
            "/studies/2.25.1/series/2.25.1.1/instances/2.25.1.1.1/frames/1",
            "multipart/related; type=\"application/octet-stream\"; transfer-syntax=*");

    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(found.headers().firstValue("Content-Type")).contains("application/dicom+json");
    DicomObject study = objects(found).get(0);
    assertThat(study.string(Tag.RETRIEVE_URL)).contains(root + "/studies/2.25.1");
    assertThat(objects(metadata)).hasSize(1);
    assertThat(series.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/related; type=\"application/dicom\"; boundary=");
    assertThat(instance.body()).isEqualTo(slice);
    assertThat(new String(frame.body(), StandardCharsets.ISO_8859_1))
        .contains("\r\n\r\n\1\0\2\0\3\0\4\0\r\n--");
  }

  @Test
  void servesOurOwnClient() {
    DicomWebClient own = new DicomWebClient(DicomWebConfig.of(root));
    StudyUid study = new StudyUid("2.25.5");
    SeriesUid series = new SeriesUid("2.25.5.1");
    SopInstanceUid first = new SopInstanceUid("2.25.5.1.1");
    byte[] slice = ArchiveFiles.part10(ArchiveFiles.slice(5, 1, 1), 1, 2, 3, 4);
    byte[] other = ArchiveFiles.part10(ArchiveFiles.slice(5, 1, 1), 9, 2, 3, 4);
    byte[] next = ArchiveFiles.part10(ArchiveFiles.slice(5, 1, 2), 5, 6, 7, 8);

    assertThat(own.store(study, series, first, slice)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(own.store(study, series, first, slice)).isInstanceOf(StoreOutcome.Stored.class);
    assertThat(own.store(study, series, new SopInstanceUid("2.25.5.1.2"), next))
        .isInstanceOf(StoreOutcome.Stored.class);
    assertThat(own.exists(study, series, first)).isTrue();
    assertThat(own.studies(QidoQuery.all())).isNotEmpty();
    assertThat(own.series(study, QidoQuery.all())).hasSize(1);
    List<DicomFile> files = new ArrayList<>();
    own.retrieveSeries(study, series, files::add, (done, total) -> {});
    assertThat(files).extracting(DicomWriter::bytes).containsExactly(slice, next);
    assertThat(DicomWriter.bytes(own.retrieveExplicitLittle(study, series, first)))
        .isEqualTo(slice);
    // the client finds the instance by QIDO; what is stored stays what it was
    own.store(study, series, first, other);
    assertThat(DicomWriter.bytes(own.retrieveInstance(study, series, first))).isEqualTo(slice);
  }

  @Test
  void storesMoreThanFitsIntoOneBuffer() throws Exception {
    int[] pixels = new int[12_000_000];
    byte[] large = ArchiveFiles.part10(ArchiveFiles.slice(4, 1, 1), pixels);

    assertThat(store("/studies", large).statusCode()).isEqualTo(200);
    assertThat(get("/studies/2.25.4", "application/dicom; transfer-syntax=*").body())
        .isEqualTo(large);
  }

  @Test
  void refusesWithAProblem() throws Exception {
    HttpResponse<byte[]> missing = get("/studies/2.25.99/metadata", "application/dicom+json");
    HttpResponse<byte[]> path = get("/studies/..%2F..%2Fetc/metadata", "*/*");
    HttpResponse<byte[]> bad = get("/studies?limit=many", "*/*");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(new String(missing.body(), StandardCharsets.UTF_8)).contains("archive.not_found");
    assertThat(path.statusCode()).isBetween(400, 404);
    assertThat(bad.statusCode()).isEqualTo(400);
  }

  private HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept).build(),
        BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> store(String path, byte[] file) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        "--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(file);
    body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return client.send(
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=b")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static List<DicomObject> objects(HttpResponse<byte[]> response) throws IOException {
    return DicomJson.read(new ByteArrayInputStream(response.body()), DicomLimits.standard());
  }
}
