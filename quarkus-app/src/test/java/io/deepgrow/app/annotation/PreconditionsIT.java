package io.deepgrow.app.annotation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change with If-Match is made to the segment that its caller has seen, or not at all. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class PreconditionsIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String OPEN = "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}";

  private String session;
  private String segment;

  @BeforeEach
  void open() {
    session = SESSIONS + "/" + json().body(OPEN).post(SESSIONS + "?wait=PT30S").path("id");
    json().body("{\"structure\":\"spleen\"}").post(session + "/segments").then().statusCode(201);
    segment = session + "/segments/1";
  }

  private static RequestSpecification json() {
    return given().contentType(ContentType.JSON);
  }

  private Response click(RequestSpecification request, int i) {
    String voxel = "{\"i\":" + i + ",\"j\":24,\"k\":10}";
    return request
        .body("{\"kind\":\"POSITIVE\",\"voxel\":" + voxel + "}")
        .post(segment + "/clicks");
  }

  private Response listed() {
    return given().get(segment + "/clicks");
  }

  private Response put(RequestSpecification request) {
    return request.contentType("application/octet-stream").body(new byte[0]).put(segment + "/mask");
  }

  /** By name, every change of a segment; what has to be there first is there. */
  private Map<String, Change> changes() {
    Map<String, Change> all = new LinkedHashMap<>();
    all.put("click", request -> click(request, 20));
    all.put("undo", request -> request.post(segment + "/undo"));
    all.put("redo", request -> request.post(segment + "/redo"));
    all.put(
        "remove", request -> request.delete(segment + "/clicks/" + listed().path("clicks[0].id")));
    all.put("click again", request -> click(request, 22));
    all.put(
        "edit", request -> request.body("{\"operation\":\"fill-holes\"}").post(segment + "/edits"));
    all.put("clear", request -> request.delete(segment + "/clicks"));
    all.put("mask", this::put);
    all.put("rename", request -> request.body("{\"label\":\"Milz\"}").patch(segment));
    all.put("lock", request -> request.body("{\"locked\":true}").patch(segment));
    all.put("unlock", request -> request.body("{\"locked\":false}").patch(segment));
    all.put("delete", request -> request.delete(segment));
    all.put("restore", request -> request.post(segment + "/restore"));
    return all;
  }

  /** A change, sent with the headers that a request has. */
  private interface Change {
    Response send(RequestSpecification request);
  }

  private String views() {
    return given().get(session + "/segments").asString()
        + given().get(session + "/segments?deleted=true").asString();
  }

  private int revision() {
    List<Integer> found = given().get(session + "/segments").path("revision");
    List<Integer> deleted = given().get(session + "/segments?deleted=true").path("revision");
    return found.isEmpty() ? deleted.get(0) : found.get(0);
  }

  @Test
  void everyChangeIsRefusedForAnotherRevisionAndMadeForThePresentOne() {
    click(json(), 24).then().statusCode(200);
    changes()
        .forEach(
            (name, change) -> {
              String before = views();
              int revision = revision();
              change
                  .send(json().header("If-Match", "\"" + (revision + 1) + "\""))
                  .then()
                  .statusCode(412)
                  .contentType("application/problem+json")
                  .body("code", equalTo("segment.changed"))
                  .body("detail", containsString("is at revision " + revision));
              assertThat(views()).as(name).isEqualTo(before);

              Response made = change.send(json().header("If-Match", "\"" + revision + "\""));

              assertThat(made.statusCode()).as(name + made.asString()).isBetween(200, 204);
              if (!name.equals("delete")) {
                assertThat(made.header("ETag")).as(name).isEqualTo("\"" + revision() + "\"");
              }
            });
  }

  @Test
  void whatIsReadOfASegmentSaysItsRevision() {
    assertThat(listed().header("ETag")).isEqualTo("\"0\"");
    String made = click(json(), 24).header("ETag");

    assertThat(made).isEqualTo("\"1\"");
    assertThat(listed().header("ETag")).isEqualTo(made);
    assertThat(listed().<Integer>path("revision")).isEqualTo(1);
    assertThat(given().accept("application/octet-stream").get(segment + "/mask").header("ETag"))
        .isEqualTo(made);
    assertThat(revision()).isEqualTo(1);
  }

  @Test
  void aChangeWithoutItAndOneForAnyRevisionAreMade() {
    click(json(), 24).then().statusCode(200);
    click(json().header("If-Match", "*"), 26).then().statusCode(200);
    click(json().header("If-Match", "\"1\", \"2\""), 28).then().statusCode(200);
    click(json().header("If-Match", "2"), 30)
        .then()
        .statusCode(400)
        .body("code", equalTo("request.malformed"));
    click(json().header("If-Match", "W/\"3\""), 30).then().statusCode(412);
  }

  @Test
  void ofTwoUndosOfTheSameRevisionOneIsMade() {
    for (int i = 20; i < 24; i++) {
      click(json(), i).then().statusCode(200);
    }
    String seen = listed().header("ETag");
    List<CompletableFuture<Integer>> undos = new ArrayList<>();
    for (int window = 0; window < 4; window++) {
      undos.add(
          CompletableFuture.supplyAsync(
              () -> json().header("If-Match", seen).post(segment + "/undo").statusCode()));
    }

    assertThat(undos.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(200, 412, 412, 412);
    assertThat(listed().<List<Integer>>path("clicks")).hasSize(3);
  }

  @Test
  void aRepeatedRequestIsAnsweredAsBeforeThoughTheRevisionIsAnother() {
    click(json(), 24).then().statusCode(200);
    String key = UUID.randomUUID().toString();
    Response first =
        json().header("If-Match", "\"1\"").header("Idempotency-Key", key).post(segment + "/undo");
    click(json(), 26).then().statusCode(200);

    Response again =
        json().header("If-Match", "\"1\"").header("Idempotency-Key", key).post(segment + "/undo");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void aRefusedRequestMayComeAgainWithItsKeyForTheRevisionThatIs() {
    click(json(), 24).then().statusCode(200);
    click(json().header("If-Match", "\"0\"").header("Idempotency-Key", "late"), 26)
        .then()
        .statusCode(412);

    click(json().header("If-Match", "\"1\"").header("Idempotency-Key", "late"), 26)
        .then()
        .statusCode(200)
        .body("positive", equalTo(2));
  }

  @Test
  void anAnswerNamesTheClickThatWasAdded() {
    Response first = click(json().header("Idempotency-Key", "one"), 24);
    Integer click = first.path("click");

    assertThat(click).isEqualTo(listed().<Integer>path("clicks[0].id"));
    assertThat(click(json().header("Idempotency-Key", "one"), 24).asString())
        .isEqualTo(first.asString());
    assertThat(json().post(segment + "/undo").<Integer>path("click")).isNull();
  }
}
