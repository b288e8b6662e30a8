package io.deepgrow.app.segment;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment that keeps others takes nothing that they have, whatever changes its mask. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class KeptNeighboursIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String NEXT = "{\"structure\":\"spleen\",\"keepsOthers\":%s}";

  private String segments;

  @BeforeEach
  void open() {
    segments =
        SESSIONS
            + "/"
            + given()
                .contentType(ContentType.JSON)
                .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
                .post(SESSIONS + "?wait=PT30S")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id")
            + "/segments";
    add(true);
    add(true);
  }

  private ValidatableResponse add(boolean keeps) {
    return given()
        .contentType(ContentType.JSON)
        .body(NEXT.formatted(keeps))
        .post(segments)
        .then()
        .statusCode(201)
        .body("keepsOthers", equalTo(keeps));
  }

  /** Columns from one to before another, of rows and slices 4 to 7. */
  private ValidatableResponse put(int segment, int from, int to) {
    byte[] bits = new byte[(to - from) * 16 / 8];
    Arrays.fill(bits, (byte) 0xff);
    return given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", from + ",4,4")
        .header("Mask-Box-End", to + ",8,8")
        .body(bits)
        .put(segments + "/" + segment + "/mask")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse post(int segment, String path) {
    return given().post(segments + "/" + segment + "/" + path).then().statusCode(200);
  }

  private void keep(int segment, boolean keeps) {
    given()
        .contentType(ContentType.JSON)
        .body("{\"keepsOthers\":" + keeps + "}")
        .patch(segments + "/" + segment)
        .then()
        .statusCode(200)
        .body("keepsOthers", equalTo(keeps))
        .body("locked", equalTo(false));
  }

  @Test
  void leavesOthersWhatTheyHave() {
    put(1, 8, 16).body("voxels", equalTo(8 * 16));

    put(2, 12, 20).body("voxels", equalTo(4 * 16));
    given().get(segments + "/1/statistics").then().body("voxels", equalTo(8 * 16));
  }

  @Test
  void coversOthersWhereItNeedNotKeepThem() {
    put(1, 8, 16);
    keep(2, false);

    put(2, 12, 20).body("voxels", equalTo(8 * 16));
  }

  @Test
  void retainsWhatItSharedBeforeItHadToKeepOthers() {
    put(1, 8, 16);
    keep(2, false);
    put(2, 12, 20);
    keep(2, true);

    put(2, 10, 20).body("voxels", equalTo(8 * 16));
  }

  @Test
  void takesNothingBackThatAnotherGotAfterItWasUndone() {
    put(1, 8, 16);
    post(1, "undo?scope=ALL").body("voxels", equalTo(0));
    put(2, 12, 20).body("voxels", equalTo(8 * 16));

    post(1, "redo?scope=ALL").body("voxels", equalTo(4 * 16));
    given().get(segments + "/2/statistics").then().body("voxels", equalTo(8 * 16));
  }

  @Test
  void mayCoverOthersUnlessItIsTold() {
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"liver\"}")
        .post(segments)
        .then()
        .statusCode(201)
        .body("keepsOthers", equalTo(false));
  }
}
