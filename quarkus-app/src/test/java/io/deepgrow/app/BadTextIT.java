package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no number, no name or no text is refused with 400 and never half taken. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class BadTextIT {

  private static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/sessions" + path);
  }

  private static String segment() {
    String session =
        post("?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}").path("id");
    post("/" + session + "/segments", "{\"structure\":\"spleen\"}").then().statusCode(201);
    return "/" + session + "/segments/1";
  }

  @ParameterizedTest
  @ValueSource(strings = {"45.9", "\"24\"", "true", "1e400", "24.0000001", "[24]", "{}", "\"\""})
  void aVoxelIsThreeWholeNumbers(String i) {
    String segment = segment();
    Response answer =
        post(
            segment + "/clicks",
            "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":" + i + ",\"j\":24,\"k\":8}}");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    given()
        .get("/api/v1/sessions" + segment + "/clicks")
        .then()
        .body("clicks", org.hamcrest.Matchers.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0000b",
        "a\\u202Eb",
        "a\\u2066b",
        "a\\u200Fb",
        "a\\u0007b",
        "a\\nb",
        "a\\\\b"
      })
  void aLabelIsWhatItLooksLike(String label) {
    String segment = segment();
    Response answer =
        given()
            .contentType(ContentType.JSON)
            .body("{\"label\":\"" + label + "\"}")
            .patch("/api/v1/sessions" + segment);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    int saved =
        post(segment.replaceAll("/segments.*", "/results"), "{\"name\":\"" + label + "\"}")
            .statusCode();
    assertThat(saved).isEqualTo(400);
  }

  @Test
  void noTextWithANulReachesTheDatabase() {
    List<Integer> answers =
        List.of(
            given().urlEncodingEnabled(false).get("/api/v1/sessions?seriesUid=a%00b").statusCode(),
            given().urlEncodingEnabled(false).get("/datastore/image?image=a%00b").statusCode(),
            given().urlEncodingEnabled(false).head("/datastore/image?image=a%00b").statusCode(),
            given().urlEncodingEnabled(false).delete("/datastore/image?id=a%00b").statusCode(),
            given()
                .urlEncodingEnabled(false)
                .get("/datastore/label?label=a%00b&tag=x")
                .statusCode(),
            given().urlEncodingEnabled(false).get("/datastore/label?label=a&tag=x%00").statusCode(),
            post("", "{\"studyUid\":\"1.2\\u0000\",\"seriesUid\":\"1.3\"}").statusCode(),
            given()
                .contentType("application/x-www-form-urlencoded")
                .body("params=%7B%7D&client_id=a%00b")
                .post("/session/")
                .statusCode(),
            given()
                .contentType(ContentType.JSON)
                .body("{\"client_id\":\"a\\u0000b\"}")
                .post("/batch/infer/deepgrow_3d")
                .statusCode());

    assertThat(answers).allMatch(status -> status >= 400 && status < 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-9999999999999999S", "PT-1S", "P-1D", "soon", "10"})
  void aTimeToWaitIsADurationFromZeroOnAndOtherwiseNothingIsOpened(String wait) {
    String series = "2.25.4711" + wait.length();
    String body = "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"" + series + "\"}";

    assertThat(post("?wait=" + wait, body).statusCode()).isEqualTo(400);
    given()
        .get("/api/v1/sessions?seriesUid=" + series)
        .then()
        .body("", org.hamcrest.Matchers.empty());
    String session = segment().replaceAll("/segments/1$", "");
    assertThat(given().get("/api/v1/sessions" + session + "?wait=" + wait).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aQueryThatHoldsWhatCanNotBeIsRefused() {
    String session = segment().replaceAll("/segments/1$", "");
    List<Integer> answers =
        List.of(
            given().get("/api/v1/sessions?seriesUid=spleen").statusCode(),
            given().get("/api/v1/sessions" + session + "/segments?deleted=yes").statusCode(),
            given().get("/api/v1/sessions" + session + "/segments?deleted=1").statusCode());

    assertThat(answers).allMatch(status -> status == 400);
    given().get("/api/v1/sessions?seriesUid=&state=").then().statusCode(200);
    given()
        .get("/api/v1/sessions" + session + "/segments?deleted=true")
        .then()
        .body("", org.hamcrest.Matchers.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"y\":\"a\\u0000b\"}",
        "{\"a\\u0000b\":1}",
        "{\"a\":[{\"b\":[\"\\u0000\"]}]}",
        "\"{\\\"y\\\":\\\"\\\\u0000\\\"}\""
      })
  void parametersOfClientsHaveNoNulAtAnyDepth(String body) {
    Response answer = given().contentType(ContentType.JSON).body(body).post("/scoring/dice");

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/train/%C2%84", "/train/a%20b", "/activelearning/%0Afirst"})
  void aNameThatNothingCanHaveIsNotFoundInTheWordsOfTheClients(String path) {
    given()
        .urlEncodingEnabled(false)
        .post(path)
        .then()
        .statusCode(404)
        .contentType(ContentType.JSON)
        .body("success", org.hamcrest.Matchers.is(false));
  }

  @Test
  void aContentTypeThatIsNoneIsTold() {
    given()
        .header("Content-Type", "/s")
        .body(new byte[] {'{', '}'})
        .post("/api/v1/sessions")
        .then()
        .statusCode(400)
        .body("code", org.hamcrest.Matchers.is("request.malformed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"voxel\":{\"i\":1,\"j\":1}",
        "\"voxel\":{}",
        "\"voxel\":{\"i\":null,\"j\":3,\"k\":4}",
        "\"patient\":{\"x\":1,\"y\":2}",
        "\"patient\":{\"x\":1,\"y\":2,\"z\":null}"
      })
  void aClickWithoutOneOfItsCoordinatesIsNoClick(String where) {
    given()
        .contentType(ContentType.JSON)
        .body("{\"kind\":\"POSITIVE\"," + where + "}")
        .post("/api/v1/sessions/00000000-0000-0000-0000-000000000000/segments/1/clicks")
        .then()
        .statusCode(400)
        .body("code", org.hamcrest.Matchers.is("request.malformed"));
  }
}
