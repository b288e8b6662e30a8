package io.deepgrow.app.pacs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions and results at a PACS with the ways of several archives. */
@QuarkusTest
@TestProfile(OddPacsIT.Open.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(OddPacs.class)
class OddPacsIT {

  private static final String SESSIONS = "/api/v1/sessions";

  /** Everybody may call, and results go soon. */
  public static class Open implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.results.retry", "PT0.1S",
          "quarkus.http.test-port", "0");
    }
  }

  private static ValidatableResponse open(String study, String series) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body("{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}".formatted(study, series))
            .post(SESSIONS + "?wait=PT30S")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("id");
    return given().get(SESSIONS + "/" + id).then().statusCode(200);
  }

  /** The result of a mask of 8 × 4 × 4 voxels, once it is no longer on its way. */
  private static ValidatableResponse result(String study, String series) {
    String session = SESSIONS + "/" + open(study, series).extract().<String>path("id");
    given()
        .contentType(ContentType.JSON)
        .body("{\"structure\":\"spleen\"}")
        .post(session + "/segments")
        .then()
        .statusCode(201);
    byte[] bits = new byte[16];
    Arrays.fill(bits, (byte) 0xff);
    given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", "0,2,3")
        .header("Mask-Box-End", "8,6,7")
        .body(bits)
        .put(session + "/segments/1/mask")
        .then()
        .statusCode(200);
    String id =
        given()
            .contentType(ContentType.JSON)
            .body("{}")
            .post(session + "/results")
            .then()
            .statusCode(202)
            .extract()
            .<String>path("id");
    return settled(session + "/results/" + id);
  }

  private static ValidatableResponse settled(String path) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      ValidatableResponse answer = given().get(path).then().statusCode(200);
      String state = answer.extract().path("state");
      if (state.equals("VERIFIED") || state.equals("REJECTED")) {
        return answer;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("The result is still on its way");
  }

  @Test
  void aSeriesOfSeveralPagesIsWholeAndItsWarningsAreShown() {
    ValidatableResponse session = open(OddPacs.STUDY, OddPacs.CT);
    session.body("state", equalTo("READY")).body("geometry.size.k", equalTo(12));
    assertThat(session.extract().<String>path("warnings[0]"))
        .startsWith("series.no_rescale: 12 of 12 slices");
  }

  @Test
  void anMrSeriesIsRefusedByName() {
    open(OddPacs.STUDY, OddPacs.MR)
        .body("state", equalTo("FAILED"))
        .body("failure.code", equalTo("series.modality"))
        .body("failure.detail", containsString("deepgrow.sessions.modalities"));
  }

  @Test
  void aSegThatComesBackRewrittenIsVerified() {
    result(OddPacs.STUDY, OddPacs.CT).body("state", equalTo("VERIFIED"));
  }

  @Test
  void aFinalRefusalIsShownInHexWithTheWordsOfThePacs() {
    result(OddPacs.CLOSED_STUDY, OddPacs.CLOSED_CT)
        .body("state", equalTo("REJECTED"))
        .body("attempts", equalTo(1))
        .body("reason", containsString("0xA778: Patient ID […] differs"));
  }
}
