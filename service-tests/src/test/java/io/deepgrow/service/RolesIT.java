package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.EmbeddedDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process migrates, one answers callers, one works; each does no more than its role. */
class RolesIT {

  private static final URI NO_PACS = URI.create("http://127.0.0.1:9/");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path METRICS = Path.of("../helm/src/test/resources/metrics.txt");
  private static final Pattern LATER =
      Pattern.compile("deepgrow_(click_seconds.*|tokens_refused_total|volumes_bytes)");
  private static final String READY = "/q/health/ready";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  private Process launch(String name, int port, EmbeddedDatabase database, String... more)
      throws Exception {
    Path data = Files.createDirectories(folder.resolve(name));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-Dquarkus.profile=prod",
                "-Dquarkus.http.host=127.0.0.1",
                "-Ddeepgrow.security.allow-anonymous=true",
                "-Ddeepgrow.uploads.dir=" + data.resolve("uploads"),
                "-Ddeepgrow.models.store=" + folder.resolve("models"),
                "-Dquarkus.flyway.migrate-at-start=false",
                "-Dquarkus.datasource.jdbc.url=" + database.url(),
                "-Dquarkus.datasource.username=postgres",
                "-Dquarkus.datasource.password=postgres"));
    settings.addAll(Arrays.asList(more));
    return ServiceProcess.launch(data, NO_PACS, port, settings.toArray(String[]::new));
  }

  /** A process that is watched by its management port; its own is open once it works. */
  private ServiceProcess live(String name, int port, EmbeddedDatabase database, String... more)
      throws Exception {
    int management = ServiceProcess.freePort();
    String[] settings = Arrays.copyOf(more, more.length + 1);
    settings[more.length] = "-Ddeepgrow.http.management-port=" + management;
    Process process = launch(name, port, database, settings);
    return ServiceProcess.of(folder.resolve(name), NO_PACS, management, process);
  }

  private int migrated(EmbeddedDatabase database) throws Exception {
    Process process = launch("migrate", 0, database, "-Ddeepgrow.role=migrate");
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitReady(ServiceProcess service) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> get(service.root() + READY).statusCode() == 200);
  }

  private static long rows(EmbeddedDatabase database, String table) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(database.url(), "postgres", "postgres");
        ResultSet count =
            connection.createStatement().executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getLong(1);
    }
  }

  @Test
  void eachProcessDoesWhatItsRoleSays() throws Exception {
    int port = ServiceProcess.freePort();
    String api = "http://127.0.0.1:" + port;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"));
        ServiceProcess first = live("api", port, database, "-Ddeepgrow.role=api")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> get(first.root() + READY).body().contains("the schema is at nothing"));
      HttpResponse<String> early = get(first.root() + READY);
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.body()).contains("this release needs").contains("deepgrow.role=migrate");

      assertThat(migrated(database)).isZero();
      assertThat(migrated(database)).isZero();
      assertThat(ServiceProcess.log(folder.resolve("migrate")))
          .contains("migrations made:")
          .contains("already");

      awaitReady(first);
      assertThat(get(api + "/api/v1/models").statusCode()).isEqualTo(200);
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> alertsAskForMetricsThatThereAre(get(first.root() + "/q/metrics").body()));
      assertThat(rows(database, "queue_light")).isZero();
      aWorkerWorksAndAnswersNobody(database);
    }
  }

  private void aWorkerWorksAndAnswersNobody(EmbeddedDatabase database) throws Exception {
    int port = ServiceProcess.freePort();
    String root = "http://127.0.0.1:" + port;
    try (ServiceProcess worker = live("worker", port, database, "-Ddeepgrow.role=worker")) {
      awaitReady(worker);
      HttpResponse<String> refused = get(root + "/api/v1/models");
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).contains("request.not_served").contains("deepgrow.role");
      assertThat(get(root + "/console").body()).contains("deepgrow.role");
      assertThat(get(worker.root() + "/q/metrics").body()).contains("deepgrow_queue_depth");
      Awaitility.await().atMost(PATIENCE).until(() -> rows(database, "queue_light") > 0);
    }
  }

  /** All but those that are there once somebody has clicked, opened a series or been refused. */
  private static void alertsAskForMetricsThatThereAre(String metrics) throws Exception {
    assertThat(Files.readAllLines(METRICS))
        .filteredOn(name -> !LATER.matcher(name).matches())
        .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[{ ]"));
  }

  @Test
  void aProcessThatWaitsForItsSchemaStopsWhenItIsTold() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"))) {
      int management = ServiceProcess.freePort();
      String watched = "-Ddeepgrow.http.management-port=" + management;
      Process process = launch("waiting", ServiceProcess.freePort(), database, watched);
      try (ServiceProcess waiting =
          ServiceProcess.of(folder.resolve("waiting"), NO_PACS, management, process)) {
        assertThat(get(waiting.root() + READY).statusCode()).isEqualTo(503);

        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
