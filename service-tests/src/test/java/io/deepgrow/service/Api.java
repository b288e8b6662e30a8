package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The service's API as tests call it. */
final class Api {

  private static final int POLLS = 600;

  private final String root;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  Api(String root) {
    this.root = root + "/api/v1/sessions";
  }

  String open(String study, String series) throws Exception {
    String body = String.format("{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}", study, series);
    JsonNode session = json.readTree(post("?wait=PT60S", body, "").join().body());
    assertThat(session.path("state").asText()).as(session.toString()).isEqualTo("READY");
    return session.path("id").asText();
  }

  void addSegment(String session, String structure) {
    String body = "{\"structure\":\"" + structure + "\"}";
    assertThat(post("/" + session + "/segments", body, "").join().statusCode()).isEqualTo(201);
  }

  /** Sends a click and does not wait. */
  CompletableFuture<HttpResponse<String>> send(String session, Click click, String key) {
    VoxelIndex v = click.voxel();
    String body =
        String.format(
            "{\"kind\":\"%s\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}}",
            click.kind(), v.i(), v.j(), v.k());
    return post("/" + session + "/segments/1/clicks", body, key);
  }

  JsonNode click(String session, Click click, String key) throws Exception {
    HttpResponse<String> answer = send(session, click, key).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  JsonNode submit(String session, String key) throws Exception {
    HttpResponse<String> answer = post("/" + session + "/results", "{}", key).join();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return json.readTree(answer.body());
  }

  JsonNode awaitResult(String session, String id, String state) throws Exception {
    JsonNode result = json.createObjectNode();
    for (int poll = 0; poll < POLLS; poll++) {
      result = json.readTree(get("/" + session + "/results/" + id, "application/json").body());
      if (result.path("state").asText().equals(state)) {
        return result;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("The result never became " + state + ": " + result);
  }

  /** Waits until one attempt has failed. */
  void awaitAttempt(String session, String id) throws Exception {
    for (int poll = 0; poll < POLLS; poll++) {
      JsonNode result =
          json.readTree(get("/" + session + "/results/" + id, "application/json").body());
      if (result.path("attempts").asInt() > 0) {
        assertThat(result.path("state").asText()).isEqualTo("PENDING");
        assertThat(result.path("reason").asText()).isNotEmpty();
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("Nothing was attempted");
  }

  Mask mask(String session, VolumeGeometry geometry) throws Exception {
    HttpResponse<byte[]> answer =
        get("/" + session + "/segments/1/mask", "application/octet-stream");
    assertThat(answer.statusCode()).isEqualTo(200);
    if (answer.headers().firstValue("Mask-Box-Start").isEmpty()) {
      return Mask.empty(geometry);
    }
    VoxelBox box = new VoxelBox(voxel(answer, "Mask-Box-Start"), voxel(answer, "Mask-Box-End"));
    return Mask.ofPackedBits(geometry, box, answer.body());
  }

  private static VoxelIndex voxel(HttpResponse<byte[]> answer, String header) {
    String[] n = answer.headers().firstValue(header).orElseThrow().split(",", -1);
    return new VoxelIndex(Integer.parseInt(n[0]), Integer.parseInt(n[1]), Integer.parseInt(n[2]));
  }

  private HttpResponse<byte[]> get(String path, String accept) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(root + path)).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private CompletableFuture<HttpResponse<String>> post(String path, String body, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
