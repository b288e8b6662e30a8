package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.registry.ModelZip;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of versions and training runs, as plain forms. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ModelPagesIT {

  private static final String VERSIONS = "/console/models/versions/";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject DataSource database;
  @Inject ModelVersions versions;
  @Inject ModelService models;

  private Sql sql;
  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'pages'") == 0) {
      People.create("pages", "OPERATOR", "ANNOTATOR");
    }
    operator = People.as("pages");
  }

  @AfterEach
  void end() throws Exception {
    sql.run(
        "update model_choice set by_hand = false, canary_id = null, canary_share = 0, version_id ="
            + " (select id from model_version where model = 'deepgrow-compact' and source ="
            + " 'BUNDLED') where model = 'deepgrow-compact'");
    models.look();
  }

  private static RequestSpecification as(RequestSpecification who) {
    return given().spec(who).redirects().follow(false);
  }

  private String page(String path) {
    Response answer = as(operator).get(path);
    assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(200);
    assertThat(answer.asString()).doesNotContain("NOT_FOUND");
    return answer.asString();
  }

  private Response post(String path, Map<String, String> form) {
    return as(operator).formParams(form).post(path);
  }

  private static Response upload(RequestSpecification who, byte[] zip, String sha256) {
    return as(who)
        .multiPart("sha256", sha256)
        .multiPart("file", "model.zip", zip, "application/zip")
        .post("/console/models");
  }

  private String version(String name) {
    String to =
        upload(People.admin(), ModelZip.version(name), ModelZip.BUNDLED.sha256())
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    return to.replaceAll(".*/versions/([0-9a-f-]{36}).*", "$1");
  }

  @Test
  void anAdminUploadsByFormAndWhatIsWrongIsOnThePageAgain() {
    String id = version("by form");
    assertThat(page(VERSIONS + id + "?done=model_added"))
        .contains("The version is here", "deepgrow-compact by form", ModelZip.BUNDLED.sha256())
        .contains("It can be activated after a trial", "Nobody has tried this version");
    assertThat(page("/console/models")).contains("deepgrow-compact by form");

    Response refused = upload(People.admin(), ModelZip.version("other"), "0".repeat(64));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.asString()).contains("the request says");
    assertThat(
            as(People.admin())
                .contentType("text/plain")
                .body("x")
                .post("/console/models")
                .statusCode())
        .isEqualTo(400);
    assertThat(upload(operator, ModelZip.version("x"), "").statusCode()).isEqualTo(403);
    assertThat(page("/console/models")).doesNotContain("type=\"file\"");
  }

  @Test
  void activatingAsksForTheNameAndGoesBackByOneButton() {
    String id = version("by name");
    assertThat(
            post(VERSIONS + id + "/activation", Map.of("confirm", "deepgrow-compact by name"))
                .statusCode())
        .as("untried")
        .isEqualTo(409);
    versions.tried(UUID.fromString(id));
    assertThat(page(VERSIONS + id)).contains("data-confirm=\"deepgrow-compact by name\"");
    Response unconfirmed = post(VERSIONS + id + "/activation", Map.of("confirm", "deepgrow"));
    assertThat(unconfirmed.statusCode()).isEqualTo(400);
    assertThat(unconfirmed.asString()).contains("Type deepgrow-compact by name");

    assertThat(
            post(VERSIONS + id + "/activation", Map.of("confirm", "deepgrow-compact by name"))
                .header("Location"))
        .endsWith("?done=model_changed");
    assertThat(page(VERSIONS + id)).contains("Roll back to the version before", "this version");

    assertThat(post(VERSIONS + id + "/roll-back", Map.of()).header("Location"))
        .endsWith("?done=rolled_back");
    assertThat(page(VERSIONS + id)).contains("RETIRED");
    assertThat(
            post(
                    VERSIONS + id + "/canary",
                    Map.of("confirm", "deepgrow-compact by name", "share", "10"))
                .statusCode())
        .isEqualTo(303);
    assertThat(page(VERSIONS + id)).contains("CANARY, 10 of 100", "Stop the canary");
    assertThat(post(VERSIONS + id + "/canary/stop", Map.of()).statusCode()).isEqualTo(303);
    assertThat(as(operator).get(VERSIONS + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aTrainingRunIsStartedWatchedComparedAndEnded() {
    assertThat(page("/console/training")).contains("folder good", "Start a run");
    String first = started("good");
    String second = started("good");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> page("/console/training/" + second).contains("DONE"));
    assertThat(page("/console/training/" + first))
        .contains("Loss over the steps", "Dice after each click", "step 40 of 40", "An admin can");
    assertThat(page("/console/training/" + first + "?with=" + second))
        .contains("line2", "Run " + second.substring(0, 8));
    assertThat(as(operator).get("/console/training/" + first + "?with=x").statusCode())
        .isEqualTo(400);

    String endless = started("endless");
    String name = endless.substring(0, 8);
    assertThat(
            post("/console/training/" + endless + "/cancellation", Map.of("confirm", "x"))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            post("/console/training/" + endless + "/cancellation", Map.of("confirm", name))
                .header("Location"))
        .endsWith("?done=training_cancelled");
    assertThat(page("/console/training/" + endless)).contains("CANCELLED");
    assertThat(post("/console/training", Map.of("data", "nowhere", "steps", "4")).asString())
        .contains("There is no folder nowhere");
    assertThat(
            post("/console/training", Map.of("data", "good", "steps", "4", "rate", "much"))
                .statusCode())
        .isEqualTo(400);
  }

  private String started(String folder) {
    String to = post("/console/training", Map.of("data", folder, "steps", "40")).header("Location");
    assertThat(to).endsWith("?done=training_started");
    return to.replaceAll(".*/training/([0-9a-f-]{36}).*", "$1");
  }
}
