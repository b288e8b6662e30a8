package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.EmbeddedDatabase;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.inference.click.Click;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the database is away callers are told to come again, and nothing stays half done. */
class DatabaseAwayIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void callersAreToldToComeAgainAndASessionThatLoadedMeanwhileBecomesReady() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"));
        FakePacs pacs = FakePacs.of(PlayedPacs.study(1))) {
      var url = Pattern.compile(":(\\d+)/").matcher(database.url());
      assertThat(url.find()).isTrue();
      try (Forwarder way = new Forwarder(Integer.parseInt(url.group(1)))) {
        String through = url.replaceFirst(":" + way.port() + "/");
        int port = ServiceProcess.freePort();
        Path data = Files.createDirectory(folder.resolve("data"));
        Process process =
            ServiceProcess.launch(
                data,
                pacs.base(),
                port,
                "-Dquarkus.profile=prod",
                "-Ddeepgrow.security.allow-anonymous=true",
                "-Ddeepgrow.uploads.dir=" + data.resolve("uploads"),
                "-Ddeepgrow.models.store=" + data.resolve("models"),
                "-Dquarkus.datasource.jdbc.url=" + through,
                "-Dquarkus.datasource.username=postgres",
                "-Dquarkus.datasource.password=postgres");
        try (ServiceProcess service = ServiceProcess.of(data, pacs.base(), port, process)) {
          String sessions = service.root() + "/api/v1/sessions";
          pacs.with(
              PacsWays.friendly()
                  .before(
                      exchange -> {
                        if (exchange.getRequestURI().getPath().contains("/series/")) {
                          loading.countDown();
                          await(go);
                        }
                        return false;
                      }));
          DicomObject slice = PlayedPacs.study(1).get(0).dataSet();
          String body =
              "{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}"
                  .formatted(
                      slice.string(Tag.STUDY_INSTANCE_UID).orElseThrow(),
                      slice.string(Tag.SERIES_INSTANCE_UID).orElseThrow());
          HttpRequest.Builder open =
              HttpRequest.newBuilder(URI.create(sessions))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body));
          JsonNode opened = json.readTree(call(open).body());
          loading.await();

          way.cut();
          go.countDown();
          HttpResponse<String> away = call(HttpRequest.newBuilder(URI.create(sessions)));
          assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
          assertThat(away.headers().firstValue("Retry-After")).isPresent();
          assertThat(json.readTree(away.body()).path("code").asText())
              .isEqualTo("service.unavailable");
          Awaitility.await()
              .atMost(PATIENCE)
              .until(() -> service.log().contains("the queue can't be reached for now"));
          way.mend();

          URI session = URI.create(sessions + "/" + opened.path("id").asText());
          Awaitility.await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      json.readTree(call(HttpRequest.newBuilder(session)).body())
                          .path("state")
                          .asText()
                          .equals("READY"));
          Api api = new Api(service.root());
          String id = opened.path("id").asText();
          api.addSegment(id, "spleen");
          api.click(id, Click.positive(24, 24, 6), "");
          api.awaitResult(id, api.submit(id, "").path("id").asText(), "VERIFIED");
          assertThat(service.log())
              .doesNotContain("unexpected failure of a request")
              .doesNotContain("at com.github.kagkarlsson");
        }
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
