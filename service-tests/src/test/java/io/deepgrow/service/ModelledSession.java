package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.VoxelIndex;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Somebody who clicks, undoes and saves in one session, and knows what must have come of it. */
final class ModelledSession {

  private final Replicas replicas;
  private final Random random;
  private final ObjectMapper json = new ObjectMapper();
  private final List<Click> clicks = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private final String id;

  ModelledSession(Replicas replicas, String study, String series, long seed) throws Exception {
    this.replicas = replicas;
    this.random = new Random(seed);
    String body = "{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}".formatted(study, series);
    JsonNode opened = answer("POST", "?wait=PT60S", body, 201);
    this.id = opened.path("id").asText();
    answer("POST", "/" + id + "/segments", "{\"structure\":\"spleen\"}", 201);
  }

  String id() {
    return id;
  }

  /** What was acknowledged to be saved. */
  List<String> results() {
    return results;
  }

  /** Does something at random, until it is acknowledged. */
  void act() throws Exception {
    int what = random.nextInt(20);
    if (what < 3 && !clicks.isEmpty()) {
      answer("POST", "/" + id + "/segments/1/undo", "", 200);
      clicks.remove(clicks.size() - 1);
    } else if (what == 3 && !clicks.isEmpty()) {
      results.add(answer("POST", "/" + id + "/results", "{}", 202).path("id").asText());
    } else {
      click(id, randomClick());
    }
  }

  private Click randomClick() {
    VoxelIndex at =
        new VoxelIndex(16 + random.nextInt(16), 16 + random.nextInt(16), 4 + random.nextInt(5));
    return random.nextInt(4) == 0
        ? Click.negative(at.i() - 12, at.j() - 12, at.k())
        : Click.positive(at.i(), at.j(), at.k());
  }

  private void click(String session, Click click) throws Exception {
    VoxelIndex v = click.voxel();
    String body =
        "{\"kind\":\"%s\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}}"
            .formatted(click.kind(), v.i(), v.j(), v.k());
    answer("POST", "/" + session + "/segments/1/clicks", body, 200);
    if (session.equals(id)) {
      clicks.add(click);
    }
  }

  /** The clicks that must count. */
  List<Click> clicks() {
    return clicks;
  }

  /** The clicks that count for the service. */
  List<Click> stored() throws Exception {
    List<Click> stored = new ArrayList<>();
    for (JsonNode click : answer("GET", "/" + id + "/segments/1/clicks", "", 200).path("clicks")) {
      JsonNode v = click.path("voxel");
      int i = v.path("i").asInt();
      int j = v.path("j").asInt();
      int k = v.path("k").asInt();
      stored.add(
          click.path("kind").asText().equals("POSITIVE")
              ? Click.positive(i, j, k)
              : Click.negative(i, j, k));
    }
    return stored;
  }

  /** The mask as the service has it: its place and bits. */
  String mask() throws Exception {
    return mask(replicas.next(), id);
  }

  /** The mask of the same clicks, made anew by one replica. */
  String replayed(ModelledSession empty) throws Exception {
    for (Click click : clicks) {
      empty.click(empty.id, click);
    }
    return mask(replicas.one(0).root() + "/api/v1/sessions", empty.id);
  }

  private String mask(String root, String session) throws Exception {
    HttpResponse<byte[]> answer =
        replicas.send(root, "GET", "/" + session + "/segments/1/mask", "", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("Mask-Box-Start").orElse("empty")
        + java.util.HexFormat.of().formatHex(answer.body());
  }

  /** The state of a saved result. */
  String state(String result) throws Exception {
    return answer("GET", "/" + id + "/results/" + result, "", 200).path("state").asText();
  }

  private JsonNode answer(String method, String path, String body, int expected) throws Exception {
    String key = method.equals("GET") ? "" : UUID.randomUUID().toString();
    HttpResponse<byte[]> answer = replicas.call(method, path, body, key);
    JsonNode read = json.readTree(answer.body());
    assertThat(answer.statusCode()).as(method + " " + path + " " + read).isEqualTo(expected);
    return read;
  }
}
