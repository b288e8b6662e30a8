package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments that start from a mask, and their names; on a real database and the bundled model. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class StartMaskIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String START = "20,20,8";
  private static final String END = "28,28,12";
  private static final int BYTES = 8 * 8 * 4 / 8;

  private static String session() {
    return SESSIONS
        + "/"
        + given()
            .contentType(ContentType.JSON)
            .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
            .post(SESSIONS + "?wait=PT30S")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
  }

  private static String segment() {
    String session = session();
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"spleen\"}")
        .post(session + "/segments")
        .then()
        .statusCode(201);
    return session + "/segments/1";
  }

  private static byte[] full() {
    byte[] bits = new byte[BYTES];
    Arrays.fill(bits, (byte) 0xff);
    return bits;
  }

  private static ValidatableResponse put(String segment, String start, String end, byte[] bits) {
    return given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", start)
        .header("Mask-Box-End", end)
        .body(bits)
        .put(segment + "/mask")
        .then();
  }

  private static ValidatableResponse click(String segment, String kind, int i, int j, int k) {
    return given()
        .contentType(ContentType.JSON)
        .body(
            String.format(
                "{\"kind\":\"%s\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}}", kind, i, j, k))
        .post(segment + "/clicks")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse post(String path) {
    return given().contentType(ContentType.JSON).post(path).then().statusCode(200);
  }

  private static byte[] mask(String segment) {
    Response answer = given().accept("application/octet-stream").get(segment + "/mask");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.asByteArray();
  }

  @Test
  void aMaskThatIsPutComesBackBitForBit() {
    String segment = segment();
    put(segment, START, END, full()).statusCode(200).body("voxels", equalTo(256));
    Response answer = given().accept("application/octet-stream").get(segment + "/mask");
    assertThat(answer.asByteArray()).isEqualTo(full());
    assertThat(answer.header("Mask-Box-Start")).isEqualTo(START);
    assertThat(answer.header("Mask-Box-End")).isEqualTo(END);
  }

  @Test
  void clicksBeforeNoLongerCountAndClicksAfterCorrectTheMask() {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    put(segment, START, END, full()).body("positive", equalTo(0)).body("voxels", equalTo(256));
    given().get(segment + "/clicks").then().body("clicks.size()", equalTo(0));
    click(segment, "NEGATIVE", 21, 21, 9).body("negative", equalTo(1));
    assertThat(mask(segment)).isNotEqualTo(full());
    post(segment + "/undo").body("voxels", equalTo(256));
    assertThat(mask(segment)).isEqualTo(full());
  }

  @Test
  void theSameStartAndClicksGiveTheSameBits() {
    String one = segment();
    String other = segment();
    for (String segment : new String[] {one, other}) {
      put(segment, START, END, full()).statusCode(200);
      click(segment, "POSITIVE", 24, 30, 10);
      click(segment, "NEGATIVE", 21, 21, 9);
    }
    byte[] made = mask(one);
    assertThat(mask(other)).isEqualTo(made).isNotEqualTo(full());
    post(one + "/undo");
    post(one + "/redo").body("passes", equalTo(0));
    assertThat(mask(one)).isEqualTo(made);
  }

  @Test
  void clearingLeavesTheStartAndAnEmptyMaskTakesItAway() {
    String segment = segment();
    put(segment, START, END, full()).statusCode(200);
    click(segment, "POSITIVE", 24, 30, 10);
    given().delete(segment + "/clicks").then().statusCode(200).body("voxels", equalTo(256));
    given()
        .contentType("application/octet-stream")
        .body(new byte[0])
        .put(segment + "/mask")
        .then()
        .statusCode(200)
        .body("voxels", equalTo(0));
    given().get(segment + "/mask").then().header("Mask-Box-Start", nullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20,20,8 | 28,28,12 | 31",
        "20,20,8 | 28,28,12 | 33",
        "20,20,8 | 20,28,12 | 0",
        "20,20,8 | 28,28,21 | 52",
        "-1,20,8 | 28,28,12 | 32",
        "20,20,8 | 99999999999,28,12 | 32",
        "20,20 | 28,28,12 | 32",
        "'' | 28,28,12 | 32"
      })
  void aMaskThatDoesNotFitIsRefused(String start, String end, int bytes) {
    put(segment(), start, end, new byte[bytes])
        .statusCode(422)
        .body("code", equalTo("mask.malformed"));
  }

  @Test
  void aSegmentCanBeRenamedAndGivenAnotherStructure() {
    String segment = segment();
    change(segment, "{\"label\":\"  Milz \"}")
        .statusCode(200)
        .body("label", equalTo("Milz"))
        .body("structure", equalTo("spleen"));
    change(segment, "{\"structure\":\"liver\",\"label\":\"\"}").body("label", equalTo("Liver"));
    change(segment, "{\"label\":\"a\\\\b\"}").statusCode(400);
    change(segment, "{\"label\":\"" + "x".repeat(65) + "\"}").statusCode(400);
    change(segment, "{\"structure\":\"nothing\"}").statusCode(422);
  }

  private static ValidatableResponse change(String segment, String body) {
    return given().contentType(ContentType.JSON).body(body).patch(segment).then();
  }

  @Test
  void aDeletedSegmentIsGoneAndItsNumberIsNotUsedAgain() {
    String segment = segment();
    String segments = segment.substring(0, segment.lastIndexOf('/'));
    given().delete(segment).then().statusCode(204);
    given().get(segments).then().body("size()", equalTo(0));
    given().get(segment + "/clicks").then().statusCode(404);
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"liver\"}")
        .post(segments)
        .then()
        .statusCode(201)
        .body("number", equalTo(2));
  }

  @Test
  void clicksAreListedInOrderWithTheirPositions() {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    click(segment, "NEGATIVE", 5, 6, 7);
    post(segment + "/undo");
    given()
        .get(segment + "/clicks")
        .then()
        .body("clicks.size()", equalTo(1))
        .body("clicks[0].kind", equalTo("POSITIVE"))
        .body("clicks[0].voxel.k", equalTo(10))
        .body("clicks[0].patient.x", equalTo(48.0f))
        .body("redoable", equalTo(1));
  }

  @Test
  void structuresHaveColours() {
    given()
        .get("/api/v1/structures")
        .then()
        .body("find { it.id == 'spleen' }.label", equalTo("Spleen"))
        .body("find { it.id == 'spleen' }.color", equalTo("#9d6ca2"));
  }
}
