package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a viewer shows beside a mask: figures, single clicks, the name of a result. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class ViewerCallsIT {

  private static final String SESSIONS = "/api/v1/sessions";

  @Inject ResultObjects results;

  private static ValidatableResponse post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }

  private static String session() {
    return post(SESSIONS + "?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String segment() {
    String segments = SESSIONS + "/" + session() + "/segments";
    post(segments, "{\"structure\":\"spleen\"}").statusCode(201);
    return segments + "/1";
  }

  private static void click(String segment, String kind, int i, int j, int k) {
    String voxel = String.format("{\"i\":%d,\"j\":%d,\"k\":%d}", i, j, k);
    post(segment + "/clicks", "{\"kind\":\"" + kind + "\",\"voxel\":" + voxel + "}")
        .statusCode(200);
  }

  private static byte[] mask(String segment) {
    return given().accept("application/octet-stream").get(segment + "/mask").asByteArray();
  }

  @Test
  void figuresAreThoseOfTheMarkedVoxels() {
    String segment = segment();
    given()
        .get(segment + "/statistics")
        .then()
        .statusCode(200)
        .body("voxels", equalTo(0))
        .body("meanHu", nullValue());
    // two voxels on each side of the edge of the block: 110 and -100 HU
    given()
        .contentType("application/octet-stream")
        .header("Mask-Box-Start", "12,20,8")
        .header("Mask-Box-End", "16,21,9")
        .body(new byte[] {0b1111})
        .put(segment + "/mask")
        .then()
        .statusCode(200);

    given()
        .get(segment + "/statistics")
        .then()
        .body("revision", equalTo(1))
        .body("voxels", equalTo(4))
        .body("millilitres.toDouble()", closeTo(0.064, 1e-9))
        .body("meanHu.toDouble()", closeTo(5, 1e-9));
  }

  @Test
  void oneClickInTheMiddleIsTakenBackAndComesAgainWithRedo() {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    click(segment, "NEGATIVE", 18, 24, 10);
    click(segment, "POSITIVE", 30, 30, 8);
    byte[] all = mask(segment);
    List<Number> ids = given().get(segment + "/clicks").path("clicks.id");

    given().delete(segment + "/clicks/" + ids.get(1)).then().body("negative", equalTo(0));

    assertThat(mask(segment)).isNotEqualTo(all);
    given()
        .get(segment + "/clicks")
        .then()
        .body("clicks.id", equalTo(List.of(ids.get(0), ids.get(2))));
    given()
        .delete(segment + "/clicks/" + ids.get(1))
        .then()
        .statusCode(404)
        .body("code", equalTo("click.not_found"));
    post(segment + "/redo", "").statusCode(200).body("negative", equalTo(1));
    assertThat(mask(segment)).isEqualTo(all);
  }

  @Test
  void aClickOfAnotherSegmentIsNotTouched() {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    Number id = given().get(segment + "/clicks").path("clicks[0].id");

    given().delete(segment() + "/clicks/" + id).then().statusCode(404);

    given().get(segment + "/clicks").then().body("clicks.size()", equalTo(1));
  }

  @Test
  void aResultIsCalledWhatItsAuthorSays() throws Exception {
    assertThat(seriesDescription("{\"name\":\" Milz, Verlauf 2 \"}")).isEqualTo("Milz, Verlauf 2");
    assertThat(seriesDescription("{\"name\":\"\"}")).isEqualTo("Segmentation");
    assertThat(seriesDescription("{}")).isEqualTo("Segmentation");
  }

  private String seriesDescription(String body) throws Exception {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    String where = segment.substring(0, segment.indexOf("/segments")) + "/results";
    String id = post(where, body).statusCode(202).extract().path("id");
    return DicomReader.read(results.dataset(UUID.fromString(id)), DicomLimits.standard())
        .dataSet()
        .string(Tag.SERIES_DESCRIPTION)
        .orElseThrow();
  }

  @Test
  void aResultNeedsNoBody() {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    given()
        .noContentType()
        .post(segment.substring(0, segment.indexOf("/segments")) + "/results")
        .then()
        .statusCode(202)
        .body("id", not(nullValue()));
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() {
    String segment = segment();
    post(segment.substring(0, segment.indexOf("/segments")) + "/results", "name")
        .statusCode(400)
        .body("code", equalTo("request.malformed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\\\b", "two\\nlines"})
  void aNameThatCannotStandInAHeaderIsRefused(String name) {
    String segment = segment();
    click(segment, "POSITIVE", 24, 24, 10);
    post(
            segment.substring(0, segment.indexOf("/segments")) + "/results",
            "{\"name\":\"" + name + "\"}")
        .statusCode(400);
    post(
            segment.substring(0, segment.indexOf("/segments")) + "/results",
            "{\"name\":\"" + "x".repeat(65) + "\"}")
        .statusCode(400);
  }
}
