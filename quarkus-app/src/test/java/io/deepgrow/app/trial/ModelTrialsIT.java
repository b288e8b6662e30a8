package io.deepgrow.app.trial;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.registry.ModelZip;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trials of versions, on the phantom and on a session. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ModelTrialsIT {

  private static final String MODELS = "/api/v1/admin/models";
  private static final String VERSIONS = MODELS + "/versions";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Inject DataSource database;

  private Sql sql;
  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'tries-models'") == 0) {
      People.create("tries-models", "OPERATOR", "ANNOTATOR");
    }
    operator = People.as("tries-models");
  }

  private ValidatableResponse post(String path, Object body) {
    return given().spec(operator).contentType(ContentType.JSON).body(body).post(path).then();
  }

  private ValidatableResponse trial(String version, Map<String, String> on) {
    String id = post(VERSIONS + "/" + version + "/trials", on).statusCode(202).extract().path("id");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                Set.of("DONE", "FAILED")
                    .contains(get(MODELS + "/trials/" + id).extract().<String>path("state")));
    return get(MODELS + "/trials/" + id);
  }

  private ValidatableResponse get(String path) {
    return given().spec(operator).get(path).then();
  }

  private static String upload(String version) {
    return given()
        .spec(People.admin())
        .contentType("application/zip")
        .body(ModelZip.version(version))
        .post(VERSIONS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void onThePhantomAVersionTellsItsDiceAfterEachClickAndCanBeActivatedThen() {
    String version = upload("tried on the phantom");

    trial(version, Map.of())
        .body("state", equalTo("DONE"))
        .body("kind", equalTo("PHANTOM"))
        .body("done", equalTo(20))
        .body("outcome.structures", hasSize(4))
        .body("outcome.structures[0].name", equalTo("liver"))
        .body("outcome.structures[0].dice", hasSize(5))
        .body("outcome.structures[0].dice[4]", greaterThan(0.6f))
        .body("outcome.p50Millis", greaterThan(0f));

    get(VERSIONS + "/" + version).body("state", equalTo("TRIED"));
    get(VERSIONS + "/" + version + "/trials").body("$", hasSize(1));
  }

  @Test
  void onASessionTheSameWeightsMakeTheSameMaskAndNothingOfTheSessionChanges() throws Exception {
    String session =
        post("/api/v1/sessions?wait=PT30S", Map.of("studyUid", "2.25.1", "seriesUid", "2.25.100"))
            .statusCode(201)
            .extract()
            .path("id");
    String segments = "/api/v1/sessions/" + session + "/segments";
    post(segments, Map.of("structure", "spleen")).statusCode(201);
    post(
            segments + "/1/clicks",
            Map.of("kind", "POSITIVE", "voxel", Map.of("i", 24, "j", 24, "k", 10)))
        .statusCode(200);
    String masks = sql.text("select count(*) from mask_revision");

    ValidatableResponse done = trial(upload("tried on a session"), Map.of("session", session));

    done.body("state", equalTo("DONE"))
        .body("kind", equalTo("SESSION"))
        .body("outcome.structures[0].dice[0].toDouble()", closeTo(1, 1e-9))
        .body("picture", equalTo(true));
    byte[] png =
        get(MODELS + "/trials/" + done.extract().<String>path("id") + "/picture")
            .statusCode(200)
            .contentType("image/png")
            .extract()
            .asByteArray();
    assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    assertThat(sql.text("select count(*) from mask_revision")).isEqualTo(masks);
    String version = get("/api/v1/sessions/" + session).extract().path("modelVersion");
    get(VERSIONS + "/" + version + "/use")
        .body("sessions", greaterThan(0))
        .body("clicks", greaterThan(0))
        .body("masks", greaterThan(0))
        .body("p50Millis", greaterThan(0f));
  }

  @Test
  void aSessionWithoutClicksFailsItsTrialByNameAndAnUnknownOneIsNotFound() {
    String session =
        post("/api/v1/sessions?wait=PT30S", Map.of("studyUid", "2.25.1", "seriesUid", "2.25.100"))
            .statusCode(201)
            .extract()
            .path("id");
    String version = upload("tried in vain");

    trial(version, Map.of("session", session))
        .body("state", equalTo("FAILED"))
        .body("failure", equalTo("The session has no click to make again; choose another"));

    get(VERSIONS + "/" + version).body("state", equalTo("ADDED"));
    post(VERSIONS + "/" + version + "/trials", Map.of("session", UUID.randomUUID().toString()))
        .statusCode(404)
        .body("code", equalTo("session.not_found"));
    get(MODELS + "/trials/" + UUID.randomUUID()).statusCode(404);
  }
}
