package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.EmbeddedDatabase;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is stopped is not ready first, then ends what runs, and waits for no listener. */
class GracefulStopIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private static HttpRequest.Builder to(String uri) {
    return HttpRequest.newBuilder(URI.create(uri));
  }

  private static String session(String root, HttpClient http) throws Exception {
    DicomObject slice = PlayedPacs.study(1).get(0).dataSet();
    String body =
        "{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}"
            .formatted(
                slice.string(Tag.STUDY_INSTANCE_UID).orElseThrow(),
                slice.string(Tag.SERIES_INSTANCE_UID).orElseThrow());
    HttpResponse<Void> opened =
        http.send(
            to(root + "/api/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    return root + URI.create(opened.headers().firstValue("Location").orElseThrow()).getPath();
  }

  @Test
  void readinessGoesFirstAndAListenerIsNotWaitedFor() throws Exception {
    // that of the demo would end at the same time
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"));
        FakePacs pacs = FakePacs.of(PlayedPacs.study(1))) {
      int port = ServiceProcess.freePort();
      Process process =
          ServiceProcess.launch(
              folder,
              pacs.base(),
              port,
              "-Dquarkus.profile=prod",
              "-Dquarkus.http.host=127.0.0.1",
              "-Ddeepgrow.security.allow-anonymous=true",
              "-Ddeepgrow.models.store=" + folder.resolve("models"),
              "-Ddeepgrow.uploads.dir=" + folder.resolve("uploads"),
              "-Dquarkus.datasource.jdbc.url=" + database.url(),
              "-Dquarkus.datasource.username=postgres",
              "-Dquarkus.datasource.password=postgres",
              "-Dquarkus.shutdown.delay=15S",
              "-Dquarkus.shutdown.timeout=10M");
      try (ServiceProcess service = ServiceProcess.of(folder, pacs.base(), port, process)) {
        Awaitility.await().atMost(PATIENCE).until(() -> status(service, "ready") == 200);
        String session = session(service.root(), http);
        CompletableFuture<HttpResponse<String>> listener =
            http.sendAsync(
                to(session + "/events").header("Last-Event-ID", "0").build(),
                HttpResponse.BodyHandlers.ofString());

        process.destroy();

        Awaitility.await().atMost(PATIENCE).until(() -> status(service, "ready") == 503);
        assertThat(status(service, "live")).isEqualTo(200);
        assertThat(http.send(to(session).build(), HttpResponse.BodyHandlers.ofString()).body())
            .contains("studyUid");
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(listener.get(1, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  private int status(ServiceProcess service, String what) throws Exception {
    return http.send(
            to(service.root() + "/q/health/" + what).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
