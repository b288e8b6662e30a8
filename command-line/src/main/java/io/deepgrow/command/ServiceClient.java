package io.deepgrow.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Speaks the service's HTTP API, version 1. */
final class ServiceClient {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LONG_TIMEOUT = Duration.ofMinutes(30);
  private static final int STORE_POLLS = 240;

  /** An open session and the grid of its volume. */
  record Session(String id, VolumeGeometry geometry) {}

  /** A result on its way to the PACS. */
  record Result(String id, String sopInstanceUid, String state, String reason) {}

  private final String root;
  private final @Nullable String token;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  ServiceClient(URI url, @Nullable String token) {
    String text = url.toString();
    this.root = (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/api/v1";
    this.token = token;
  }

  Session open(String study, String series) {
    JsonNode session = post("/sessions?wait=PT60S", Map.of("studyUid", study, "seriesUid", series));
    if (!session.path("state").asText().equals("READY")) {
      throw new UserError(
          "The session is "
              + session.path("state").asText()
              + ": "
              + session.path("failure").path("detail").asText("the series is still loading"));
    }
    return new Session(session.path("id").asText(), geometry(session.path("geometry")));
  }

  private static VolumeGeometry geometry(JsonNode g) {
    JsonNode size = g.path("size");
    JsonNode spacing = g.path("spacing");
    JsonNode origin = g.path("origin");
    JsonNode d = g.path("direction");
    return new VolumeGeometry(
        new GridSize(size.path("i").asInt(), size.path("j").asInt(), size.path("k").asInt()),
        new Spacing(
            spacing.path("i").asDouble(),
            spacing.path("j").asDouble(),
            spacing.path("k").asDouble()),
        new PatientPoint(
            origin.path("x").asDouble(), origin.path("y").asDouble(), origin.path("z").asDouble()),
        new Direction(vector(d.path("i")), vector(d.path("j")), vector(d.path("k"))));
  }

  private static Vector3 vector(JsonNode v) {
    return new Vector3(v.path("x").asDouble(), v.path("y").asDouble(), v.path("z").asDouble());
  }

  int addSegment(Session session, String structure) {
    return post("/sessions/" + session.id() + "/segments", Map.of("structure", structure))
        .path("number")
        .asInt();
  }

  /** Clicks, and applies the changed box to the mask before. */
  Mask click(Session session, int segment, Click click, Mask before) {
    VoxelIndex v = click.voxel();
    JsonNode answer =
        post(
            "/sessions/" + session.id() + "/segments/" + segment + "/clicks",
            Map.of(
                "kind", click.kind().name(), "voxel", Map.of("i", v.i(), "j", v.j(), "k", v.k())));
    JsonNode changed = answer.path("changed");
    if (changed.isMissingNode() || changed.isNull()) {
      return before;
    }
    VoxelBox box = new VoxelBox(voxel(changed.path("start")), voxel(changed.path("end")));
    byte[] bits = Base64.getDecoder().decode(changed.path("bits").asText());
    Mask inside = Mask.ofPackedBits(before.geometry(), box, bits);
    Mask after = before.copy();
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        for (int i = box.start().i(); i < box.end().i(); i++) {
          int flat = before.size().flat(i, j, k);
          after.set(flat, inside.get(flat));
        }
      }
    }
    return after;
  }

  private static VoxelIndex voxel(JsonNode v) {
    return new VoxelIndex(v.path("i").asInt(), v.path("j").asInt(), v.path("k").asInt());
  }

  byte[] overlay(Session session, int segment) {
    HttpRequest request =
        request("/sessions/" + session.id() + "/segments/" + segment + "/mask")
            .header("Accept", "image/png")
            .GET()
            .build();
    return send(request);
  }

  /** Stores all segments and waits until the result is verified or refused. */
  Result store(Session session) {
    Result result = result(post("/sessions/" + session.id() + "/results", Map.of()));
    for (int poll = 0; poll < STORE_POLLS; poll++) {
      if (result.state().equals("VERIFIED") || result.state().equals("REJECTED")) {
        return result;
      }
      pause();
      result =
          result(
              object(
                  send(
                      request("/sessions/" + session.id() + "/results/" + result.id())
                          .GET()
                          .build())));
    }
    return result;
  }

  /**
   * Erases, or counts what would be erased.
   *
   * @param request of {@code POST /erasures}
   * @return its report
   */
  JsonNode erase(Map<String, ?> request) {
    return post("/erasures", request, LONG_TIMEOUT);
  }

  /**
   * Has the audit trail compared with its seals.
   *
   * @param root that a seal must have, or null
   */
  JsonNode verifyAudit(@Nullable String root) {
    String query = root == null ? "" : "?root=" + root;
    return post("/admin/audit/verification" + query, Map.of(), LONG_TIMEOUT);
  }

  /** Has the service seal the keys of its secrets with its present master key. */
  JsonNode rotateKey() {
    return post("/admin/secrets/rotation", Map.of(), LONG_TIMEOUT);
  }

  private static Result result(JsonNode r) {
    return new Result(
        r.path("id").asText(),
        r.path("sopInstanceUid").asText(),
        r.path("state").asText(),
        r.path("reason").asText(""));
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode post(String path, Map<String, ?> body) {
    return post(path, body, TIMEOUT);
  }

  private JsonNode post(String path, Map<String, ?> body, Duration timeout) {
    try {
      return object(
          send(
              request(path)
                  .timeout(timeout)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                  .build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(TIMEOUT)
            .setHeader("Idempotency-Key", UUID.randomUUID().toString());
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    return builder;
  }

  private byte[] send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() >= 300) {
        JsonNode problem = read(response.body());
        if (!problem.hasNonNull("code")) {
          throw new UserError(
              "What answers at "
                  + root
                  + " does not speak like a deepgrow service (status "
                  + response.statusCode()
                  + "); is --url right?");
        }
        throw new UserError(
            "The service answered "
                + response.statusCode()
                + " "
                + problem.path("code").asText()
                + ": "
                + problem.path("detail").asText());
      }
      return response.body();
    } catch (IOException e) {
      throw new UserError(
          "The service at " + root + " does not answer: " + FileTrouble.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("Interrupted", e);
    }
  }

  private JsonNode object(byte[] body) {
    JsonNode answer = read(body);
    if (!answer.isObject() || answer.isEmpty()) {
      throw new UserError(
          "What answers at " + root + " does not speak like a deepgrow service; is --url right?");
    }
    return answer;
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      return json.createObjectNode();
    }
  }
}
