package io.deepgrow.app.annotation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boxes, scribbles and lassos over HTTP: one request, one step of undo, once for its key. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class PromptIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String LINE =
      "\"voxels\":[{\"i\":4,\"j\":20,\"k\":5},{\"i\":44,\"j\":20,\"k\":5}]";
  private static final String SCRIBBLE = "{\"shape\":\"SCRIBBLE\"," + LINE + "}";
  private static final String BOX =
      "{\"shape\":\"BOX\",\"voxels\":[{\"i\":12,\"j\":12,\"k\":4},{\"i\":30,\"j\":30,\"k\":9}]}";
  private static final String LASSO =
      "{\"shape\":\"LASSO\",\"kind\":\"NEGATIVE\",\"extent\":\"SLICE\",\"voxels\":["
          + "{\"i\":10,\"j\":10,\"k\":5},{\"i\":30,\"j\":10,\"k\":5},{\"i\":20,\"j\":30,\"k\":5}]}";

  private String segment;

  @BeforeEach
  void open() {
    String session =
        SESSIONS
            + "/"
            + given()
                .contentType(ContentType.JSON)
                .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
                .post(SESSIONS + "?wait=PT30S")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
    post(session + "/segments", "{\"structure\":\"lesion\"}").statusCode(201);
    segment = session + "/segments/1";
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }

  private ValidatableResponse draw(String body) {
    return post(segment + "/prompts", body);
  }

  private ValidatableResponse clicks() {
    return given().get(segment + "/clicks").then().statusCode(200);
  }

  private List<Integer> ids() {
    return clicks().extract().path("clicks.id");
  }

  @Test
  void drawsAScribbleAsClicksThatAreUndoneAndRedoneTogether() {
    post(segment + "/clicks", "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":20,\"j\":24,\"k\":5}}")
        .statusCode(200);
    int first = draw(SCRIBBLE).statusCode(200).extract().path("click");
    List<Integer> drawn = ids();
    assertThat(drawn.size()).isBetween(3, 5);
    clicks()
        .body("clicks[0].prompt", nullValue())
        .body("clicks.findAll { it.prompt == " + first + " }", hasSize(drawn.size() - 1))
        .body("clicks[1].id", equalTo(first));

    post(segment + "/undo?scope=ALL", "").statusCode(200).body("positive", equalTo(1));
    clicks().body("clicks", hasSize(1)).body("redoable", equalTo(drawn.size() - 1));
    post(segment + "/redo?scope=ALL", "").statusCode(200).body("positive", equalTo(drawn.size()));
    assertThat(ids()).isEqualTo(drawn);
    clicks().body("redoable", equalTo(0));
  }

  @Test
  void bringsBackWhatWasTakenAwayInTheOrderInWhichItWas() {
    draw(SCRIBBLE).statusCode(200);
    List<Integer> drawn = ids();
    given().delete(segment + "/clicks/" + drawn.get(1)).then().statusCode(200);
    post(segment + "/undo", "").statusCode(200);
    clicks().body("clicks", empty()).body("redoable", equalTo(drawn.size()));

    post(segment + "/redo", "").statusCode(200);
    assertThat(ids()).hasSize(drawn.size() - 1).doesNotContain(drawn.get(1));
    post(segment + "/redo", "").statusCode(200);
    assertThat(ids()).isEqualTo(drawn);
    post(segment + "/redo", "").statusCode(409);
  }

  @Test
  void drawsABoxWithClicksInsideAndOutside() {
    draw(BOX).statusCode(200).body("positive", equalTo(ids().size() - negatives()));

    assertThat(negatives()).isEqualTo(4);
  }

  private int negatives() {
    return clicks().extract().<List<Object>>path("clicks.findAll { it.kind == 'NEGATIVE' }").size();
  }

  @Test
  void takesAwayWithALassoInItsSlice() {
    draw(LASSO).statusCode(200).body("negative", equalTo(ids().size()));

    clicks().body("clicks.extent", everyItem(equalTo("SLICE")));
  }

  @Test
  void countsARepeatedRequestOnce() {
    for (int n = 0; n < 2; n++) {
      given()
          .contentType(ContentType.JSON)
          .header("Idempotency-Key", "prompt-1")
          .body(SCRIBBLE)
          .post(segment + "/prompts")
          .then()
          .statusCode(200);
    }
    int once = ids().size();
    assertThat(once).isBetween(2, 4);
    given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", "prompt-1")
        .body(BOX)
        .post(segment + "/prompts")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency.key_reused"));
  }

  @Test
  void refusesWhatIsNoPromptAndAddsNothing() {
    draw("{\"shape\":\"STAR\"," + LINE + "}").statusCode(400);
    draw("{" + LINE + "}").statusCode(400);
    draw("{\"shape\":\"SCRIBBLE\"}").statusCode(400);
    malformed("{\"shape\":\"LASSO\"," + LINE + "}", "3 to 2000 points, not 2");
    malformed("{\"shape\":\"BOX\",\"kind\":\"NEGATIVE\"," + LINE + "}", "BOX");
    malformed("{\"shape\":\"SCRIBBLE\",\"voxels\":[null]}", "three finite numbers");
    String many = String.join(",", Collections.nCopies(2001, "{\"i\":1,\"j\":1,\"k\":1}"));
    malformed("{\"shape\":\"SCRIBBLE\",\"voxels\":[" + many + "]}", "not 2001");
    draw("{\"shape\":\"SCRIBBLE\",\"voxels\":[{\"i\":900,\"j\":1,\"k\":1}]}")
        .statusCode(422)
        .body("code", equalTo("click.outside_volume"));
    clicks().body("clicks", empty()).body("revision", equalTo(0));
  }

  private void malformed(String body, String what) {
    draw(body)
        .statusCode(422)
        .body("code", equalTo("prompt.malformed"))
        .body("detail", containsString(what));
  }

  @Test
  void refusesAPromptInALockedSegment() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"locked\":true}")
        .patch(segment)
        .then()
        .statusCode(200);
    draw(SCRIBBLE).statusCode(409).body("code", equalTo("segment.locked"));
  }
}
