package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Several service processes on one PostgreSQL; requests go to them in turn. */
final class Replicas implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String API = "/api/v1/sessions";

  private final EmbeddedDatabase database;
  private final List<ServiceProcess> all = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private Replicas(EmbeddedDatabase database) {
    this.database = database;
  }

  static Replicas start(Path folder, URI pacs, int number) throws Exception {
    Replicas replicas = new Replicas(EmbeddedDatabase.start(folder.resolve("database")));
    for (int n = 0; n < number; n++) {
      replicas.add(folder, pacs);
    }
    return replicas;
  }

  /** Starts one more. */
  void add(Path folder, URI pacs) throws Exception {
    Path data = Files.createDirectory(folder.resolve("replica-" + all.size()));
    all.add(ServiceProcess.start(data, pacs, settings(data)));
  }

  private String[] settings(Path data) {
    return new String[] {
      "-Xmx512m",
      "-Dquarkus.profile=prod",
      "-Dquarkus.http.host=127.0.0.1",
      "-Ddeepgrow.security.allow-anonymous=true",
      "-Ddeepgrow.uploads.dir=" + data.resolve("uploads"),
      "-Ddeepgrow.models.store=" + data.resolveSibling("models"),
      "-Dquarkus.datasource.jdbc.url=" + database.url(),
      "-Dquarkus.datasource.username=postgres",
      "-Dquarkus.datasource.password=postgres"
    };
  }

  EmbeddedDatabase database() {
    return database;
  }

  ServiceProcess one(int number) {
    return all.get(number % all.size());
  }

  /** The replica whose turn it is. */
  String next() {
    return one(turn.getAndIncrement()).root() + API;
  }

  /** As {@code kill -9}, and starts it again. */
  void killAndRestart(int number) throws Exception {
    one(number).kill();
    one(number).restart();
  }

  /**
   * Sends a request to one replica after the other until it is answered. No answer may be an error
   * of the service, other than that it should be sent again.
   */
  HttpResponse<byte[]> call(String method, String path, String body, String key) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        HttpResponse<byte[]> answer = send(next(), method, path, body, key);
        assertThat(answer.statusCode())
            .as(
                method
                    + " "
                    + path
                    + " "
                    + new String(
                        answer.body(),
                        0,
                        Math.min(300, answer.body().length),
                        java.nio.charset.StandardCharsets.UTF_8))
            .matches(status -> status < 500 || status == 503);
        if (answer.statusCode() != 503) {
          return answer;
        }
      } catch (IOException e) {
        // this replica is not there
      }
      Thread.sleep(20);
    }
    throw new AssertionError("Nobody answered " + method + " " + path);
  }

  HttpResponse<byte[]> send(String root, String method, String path, String body, String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (path.endsWith("/mask")) {
      request.header("Accept", "application/octet-stream");
    }
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The logs of all. */
  String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    for (ServiceProcess replica : all) {
      logs.append(replica.log());
    }
    return logs.toString();
  }

  @Override
  public void close() throws Exception {
    for (ServiceProcess replica : all) {
      replica.close();
    }
    database.close();
  }
}
