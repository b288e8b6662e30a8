package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever changes a mask can be undone: clicks, clearing, masks that are put, edits, deletion. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class UndoIT {

  private static final String SESSIONS = "/api/v1/sessions";

  private String session;
  private String segment;

  @BeforeEach
  void open() {
    session =
        SESSIONS
            + "/"
            + json()
                .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
                .post(SESSIONS + "?wait=PT30S")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
    segment = session + "/segments/" + add("spleen").statusCode(201).extract().path("number");
  }

  private static RequestSpecification json() {
    return given().contentType(ContentType.JSON);
  }

  private ValidatableResponse add(String structure) {
    return json().body("{\"structure\":\"" + structure + "\"}").post(session + "/segments").then();
  }

  private void click(int i, int j, int k) {
    json()
        .body("{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":" + i + ",\"j\":" + j + ",\"k\":" + k + "}}")
        .post(segment + "/clicks")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse put(int from) {
    byte[] bits = new byte[8];
    Arrays.fill(bits, (byte) 0xff);
    int to = from + 4;
    return given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", from + "," + from + "," + 5)
        .header("Mask-Box-End", to + "," + to + "," + 9)
        .body(bits)
        .put(segment + "/mask")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse undo() {
    return json().post(segment + "/undo?scope=ALL").then();
  }

  private ValidatableResponse redo() {
    return json().post(segment + "/redo?scope=ALL").then();
  }

  private ValidatableResponse clicks() {
    return given().get(segment + "/clicks").then().statusCode(200);
  }

  /** Mask and clicks as text, to be compared. */
  private String state() {
    Response mask = given().accept("application/octet-stream").get(segment + "/mask");
    return Arrays.hashCode(mask.asByteArray())
        + " from "
        + mask.header("Mask-Box-Start")
        + ", clicks "
        + clicks().extract().path("clicks.id");
  }

  @Test
  void clearedClicksComeBackWithTheirMask() {
    click(24, 24, 10);
    click(18, 18, 8);
    String before = state();
    json().delete(segment + "/clicks").then().statusCode(200).body("voxels", equalTo(0));
    clicks().body("clicks", empty()).body("undoableChanges", equalTo(1));
    undo().statusCode(200).body("passes", equalTo(0));
    assertThat(state()).isEqualTo(before);
    clicks().body("redoableChanges", equalTo(1));
    redo().statusCode(200).body("voxels", equalTo(0));
    clicks().body("clicks", empty());
  }

  @Test
  void everyStepOfAMixedHistoryComesBackInItsOrder() {
    List<Runnable> steps =
        List.of(
            () -> click(24, 24, 10),
            () -> click(18, 18, 8),
            () -> put(10),
            () -> put(30),
            () -> click(24, 30, 10),
            () -> json().delete(segment + "/clicks").then().statusCode(200),
            () -> click(20, 20, 9),
            () ->
                json()
                    .body("{\"operation\":\"margin\",\"millimetres\":4}")
                    .post(segment + "/edits")
                    .then()
                    .statusCode(200),
            () -> click(24, 24, 11));
    List<String> states = new ArrayList<>(List.of(state()));
    for (Runnable step : steps) {
      step.run();
      states.add(state());
    }
    for (int n = steps.size() - 1; n >= 0; n--) {
      undo().statusCode(200).body("passes", equalTo(0));
      assertThat(state()).isEqualTo(states.get(n));
    }
    undo().statusCode(409).body("code", equalTo("click.nothing_to_undo"));
    for (int n = 1; n <= steps.size(); n++) {
      redo().statusCode(200).body("passes", equalTo(0));
      assertThat(state()).isEqualTo(states.get(n));
    }
    redo().statusCode(409).body("code", equalTo("click.nothing_to_redo"));
  }

  @Test
  void aNewClickForgetsWhatWasUndone() {
    click(24, 24, 10);
    json().delete(segment + "/clicks").then().statusCode(200);
    undo().statusCode(200);
    click(18, 18, 8);
    clicks().body("redoableChanges", equalTo(0)).body("clicks", hasSize(2));
    redo().statusCode(409);
    undo().statusCode(200).body("positive", equalTo(1));
    undo().statusCode(200).body("positive", equalTo(0));
    undo().statusCode(409);
  }

  @Test
  void theSameMaskPutTwiceIsOneStep() {
    click(24, 24, 10);
    put(10);
    put(10);
    clicks().body("undoableChanges", equalTo(1));
    undo().statusCode(200).body("positive", equalTo(1));
  }

  @Test
  void clearingNothingIsNoStep() {
    json().delete(segment + "/clicks").then().statusCode(200);
    clicks().body("undoableChanges", equalTo(0));
  }

  @Test
  void undoOfClicksOnlyGoesNoFurtherThanTheClicks() {
    click(24, 24, 10);
    put(10);
    json().post(segment + "/undo").then().statusCode(409);
    undo().statusCode(200);
    json().post(segment + "/redo").then().statusCode(409);
    redo().statusCode(200).body("positive", equalTo(0));
    json().post(segment + "/undo?scope=some").then().statusCode(400);
  }

  @Test
  void redoGoesBackInTheOrderInWhichThingsWereUndone() {
    click(24, 24, 10);
    click(18, 18, 8);
    List<Integer> both = clicks().extract().path("clicks.id");
    given().delete(segment + "/clicks/" + both.get(0)).then().statusCode(200);
    json().post(segment + "/undo").then().statusCode(200);
    json().post(segment + "/redo").then().statusCode(200);
    clicks().body("clicks.id", contains(both.get(1)));
    json().post(segment + "/redo").then().statusCode(200);
    clicks().body("clicks.id", contains(both.get(0), both.get(1)));
  }

  private ValidatableResponse restoreClick(int click) {
    return json().post(segment + "/clicks/" + click + "/restore").then();
  }

  @Test
  void aClickComesBackByItsNumberThoughAnotherWasMadeAndUndoneSince() {
    click(24, 24, 10);
    String before = state();
    int old = clicks().extract().path("clicks[0].id");
    click(18, 18, 8);
    int moved = clicks().extract().path("clicks[1].id");
    given().delete(segment + "/clicks/" + old).then().statusCode(200);
    click(24, 30, 10);
    int later = clicks().extract().path("clicks[1].id");
    undo().statusCode(200);

    restoreClick(old).statusCode(200).body("passes", equalTo(0)).body("positive", equalTo(2));
    given().delete(segment + "/clicks/" + moved + "?redoable=false").then().statusCode(200);

    assertThat(state()).isEqualTo(before);
    restoreClick(old).statusCode(200);
    redo().statusCode(200);
    clicks().body("clicks.id", contains(old, later)).body("redoable", equalTo(0));
    redo().statusCode(409);
  }

  @Test
  void aClickBelowAChangeOfTheWholeMaskComesBackWithThatChangeOnly() {
    click(24, 24, 10);
    int click = clicks().extract().path("clicks[0].id");
    put(10);
    restoreClick(click).statusCode(409).body("code", equalTo("click.not_restorable"));
    click(24, 30, 10);
    int above = clicks().extract().path("clicks[0].id");
    undo().statusCode(200);
    undo().statusCode(200);
    clicks().body("clicks.id", contains(click));
    restoreClick(above).statusCode(409).body("code", equalTo("click.not_restorable"));
    redo().statusCode(200);
    restoreClick(above).statusCode(200).body("positive", equalTo(1));
  }

  @Test
  void aClickOfAnotherSegmentDoesNotComeBack() {
    click(24, 24, 10);
    int click = clicks().extract().path("clicks[0].id");
    add("liver");
    json()
        .post(session + "/segments/2/clicks/" + click + "/restore")
        .then()
        .statusCode(404)
        .body("code", equalTo("click.not_found"));
    json().body("{\"locked\":true}").patch(segment).then().statusCode(200);
    restoreClick(click).statusCode(409).body("code", equalTo("segment.locked"));
  }

  @Test
  void redoOfClicksOnlyDoesNotJumpOverAChangeOfTheWholeMask() {
    click(24, 24, 10);
    put(10);
    click(24, 30, 10);
    undo().statusCode(200);
    undo().statusCode(200);
    String before = state();
    json()
        .post(segment + "/redo")
        .then()
        .statusCode(409)
        .body("code", equalTo("click.nothing_to_redo"));
    assertThat(state()).isEqualTo(before);
    redo().statusCode(200);
    json().post(segment + "/redo").then().statusCode(200).body("positive", equalTo(1));
  }

  @Test
  void aDeletedSegmentComesBackWithItsClicksAndMask() {
    click(24, 24, 10);
    json().body("{\"label\":\"Milz\"}").patch(segment).then().statusCode(200);
    String before = state();
    given().delete(segment).then().statusCode(204);
    given().get(session + "/segments").then().body("", empty());
    given().get(session + "/segments?deleted=true").then().body("label", contains("Milz"));
    restore().statusCode(200).body("label", equalTo("Milz")).body("structure", equalTo("spleen"));
    restore().statusCode(200);
    assertThat(state()).isEqualTo(before);
    given().get(session + "/segments?deleted=true").then().body("", empty());
  }

  private ValidatableResponse restore() {
    return json().post(segment + "/restore").then();
  }

  @Test
  void deletedSegmentsAreListedTheLastOneFirst() {
    add("liver");
    given().delete(session + "/segments/2").then().statusCode(204);
    given().delete(segment).then().statusCode(204);
    given().get(session + "/segments?deleted=true").then().body("number", contains(1, 2));
  }

  @Test
  void aSegmentThatNeverWasIsNotBroughtBack() {
    json().post(session + "/segments/9/restore").then().statusCode(404);
  }
}
