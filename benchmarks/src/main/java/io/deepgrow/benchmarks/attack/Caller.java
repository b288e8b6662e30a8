package io.deepgrow.benchmarks.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The service's API as an honest caller with the token uses it. */
final class Caller {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long AGAIN_MILLIS = 100;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;
  private final String token;

  Caller(String root, String token) {
    this.root = root;
    this.token = token;
  }

  /** Opens a session and waits until its series is loaded. */
  String open(String study, String series) throws IOException, InterruptedException {
    JsonNode session =
        read(post("/api/v1/sessions?wait=PT25S", Map.of("studyUid", study, "seriesUid", series)));
    if (!session.path("state").asText().equals("READY")) {
      throw new IOException("The series did not load: " + session);
    }
    return "/api/v1/sessions/" + session.path("id").asText();
  }

  /** Adds a segment to a session; its path. */
  String addSegment(String session) throws IOException, InterruptedException {
    JsonNode segment = read(post(session + "/segments", Map.of("structure", "spleen")));
    return session + "/segments/" + segment.path("number").asInt();
  }

  /**
   * A positive click that nobody made before, sent again while the service is busy.
   *
   * @return milliseconds until the mask was here
   */
  double click(String segment, VoxelIndex voxel) throws IOException, InterruptedException {
    long start = System.nanoTime();
    JsonNode made = mark(segment, voxel);
    double millis = (System.nanoTime() - start) / 1e6;
    if (made.path("passes").asInt() == 0) {
      throw new IOException("The mask was remembered, so that no click was measured");
    }
    return millis;
  }

  /** A positive click, whether its mask is remembered or not. */
  JsonNode mark(String segment, VoxelIndex v) throws IOException, InterruptedException {
    Map<String, Object> body =
        Map.of("kind", "POSITIVE", "voxel", Map.of("i", v.i(), "j", v.j(), "k", v.k()));
    HttpResponse<byte[]> answer = post(segment + "/clicks", body);
    while (answer.statusCode() == 503) {
      Thread.sleep(AGAIN_MILLIS);
      answer = post(segment + "/clicks", body);
    }
    return read(answer);
  }

  void clear(String segment) throws IOException, InterruptedException {
    read(send(request(segment + "/clicks").DELETE()));
  }

  /** Box and packed bits of a segment's mask, as text. */
  String mask(String segment) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        send(request(segment + "/mask").header("Accept", "application/octet-stream"));
    return answer.headers().firstValue("Mask-Box-Start").orElse("")
        + answer.headers().firstValue("Mask-Box-End").orElse("")
        + java.util.HexFormat.of().formatHex(answer.body());
  }

  /** Saves a session's masks and does not wait for the answer. */
  CompletableFuture<HttpResponse<String>> save(String session, String key) {
    return http.sendAsync(
        request(session + "/results")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return read(send(request(path)));
  }

  HttpResponse<byte[]> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  JsonNode read(HttpResponse<byte[]> answer) throws IOException {
    if (!List.of(200, 201, 202).contains(answer.statusCode())) {
      throw new IOException(
          "The service answered " + answer.statusCode() + " to " + answer.uri().getPath());
    }
    return json.readTree(answer.body());
  }
}
