package io.deepgrow.app.training;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training runs with a trainer that writes what deepgrow train writes, in no time. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class TrainingRunsIT {

  private static final String RUNS = "/api/v1/admin/training-runs";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject DataSource database;
  @Inject TrainConfig config;
  @Inject RunRows rows;
  @Inject Trainer trainer;

  private Sql sql;
  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'trains'") == 0) {
      People.create("trains", "OPERATOR", "ANNOTATOR");
    }
    operator = People.as("trains");
  }

  private ValidatableResponse post(String path, Object body) {
    return given().spec(operator).contentType(ContentType.JSON).body(body).post(path).then();
  }

  private ValidatableResponse get(String id) {
    return given().spec(operator).get(RUNS + "/" + id).then();
  }

  private String start(String folder) {
    return post(RUNS, Map.of("dataKind", "FOLDER", "data", folder, "settings", Map.of("steps", 40)))
        .statusCode(202)
        .extract()
        .path("id");
  }

  private void await(String id, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> get(id).extract().<String>path("state"), state::equals);
  }

  @Test
  void aRunTellsItsDataStepsAndCurvesAndBecomesAVersionOfAModel() {
    given().spec(operator).get(RUNS + "/folders").then().body("$", hasItem("good"));
    String id = start("good");
    await(id, "DONE");
    get(id)
        .body("step", equalTo(40))
        .body("steps", equalTo(40))
        .body("dataSha256", notNullValue())
        .body("curves.learned", hasSize(2))
        .body("curves.validated[0].dice", hasSize(2))
        .body("log", hasItem(containsString("step 40 of 40")))
        .body("startedBy", equalTo("trains"));

    Map<String, String> naming =
        Map.of("model", "deepgrow-mine", "version", "1", "title", "Mine", "licence", "MIT");
    post(RUNS + "/" + id + "/version", naming).statusCode(403);
    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(naming)
        .post(RUNS + "/" + id + "/version")
        .then()
        .statusCode(201)
        .body("source", equalTo("TRAINED"))
        .body("trainingRun", equalTo(id))
        .body("model", equalTo("deepgrow-mine"))
        .body("state", equalTo("ADDED"));
  }

  @Test
  void aRunThatFailsSaysWithWhichLines() {
    String id = start("bad");
    await(id, "FAILED");
    get(id).body("failure", containsString("ended with 3")).body("log", hasItem("no such patch"));
    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("model", "m", "version", "1", "title", "t", "licence", "l"))
        .post(RUNS + "/" + id + "/version")
        .then()
        .statusCode(409)
        .body("code", equalTo("training.not_done"));
  }

  @Test
  void aRunIsEndedWithItsChildrenAndOneThatWaitsNeverBegins() throws Exception {
    String id = start("endless");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(config.out().resolve("run-" + id).resolve("child")));
    String waiting = start("good");
    long child =
        Long.parseLong(
            Files.readString(config.out().resolve("run-" + id).resolve("child")).strip());
    assertThat(ProcessHandle.of(child)).isPresent();

    post(RUNS + "/" + waiting + "/cancellation", Map.of())
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));
    post(RUNS + "/" + id + "/cancellation", Map.of())
        .statusCode(200)
        .body("state", equalTo("CANCELLED"));

    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    post(RUNS + "/" + id + "/cancellation", Map.of())
        .statusCode(409)
        .body("code", equalTo("training.ended"));
  }

  @Test
  void whatAnEarlierServiceLeftBehindIsEndedAtTheStart() throws Exception {
    Process left = new ProcessBuilder("sleep", "300").start();
    UUID id = UUID.randomUUID();
    sql.run(
        ("insert into training_run (id, data_kind, data_name, settings, state, host, pid,"
                + " pid_started, seen_at, started_by_name, created_at) values ('%s', 'FOLDER',"
                + " 'good', '{\"steps\":4}', 'RUNNING', '%s', %d, '%s', now(), 'trains', now())")
            .formatted(id, trainer.host(), left.pid(), left.info().startInstant().orElseThrow()));

    trainer.begin(null);

    Awaitility.await().atMost(PATIENCE).until(() -> !left.isAlive());
    get(id.toString())
        .body("state", equalTo("FAILED"))
        .body("failure", equalTo(Trainer.SERVICE_ENDED));
  }

  @Test
  void whatIsNotThereOrNoTrainerTakesIsRefusedByName() {
    post(RUNS, Map.of("dataKind", "FOLDER", "data", "../x", "settings", Map.of("steps", 4)))
        .statusCode(422)
        .body("code", equalTo("training.data_unusable"));
    post(
            RUNS,
            Map.of(
                "dataKind",
                "PROJECT",
                "data",
                UUID.randomUUID().toString(),
                "settings",
                Map.of("steps", 4)))
        .statusCode(404)
        .body("code", equalTo("project.not_found"));
    post(
            RUNS,
            Map.of(
                "dataKind", "FOLDER", "data", "good", "settings", Map.of("steps", 4, "patch", 17)))
        .statusCode(400)
        .body("detail", containsString("patch"));
    get(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("training.not_found"));
  }

  @Test
  void aRunOnAProjectLearnsFromItsVerifiedResultsAndLeavesNoImageBehind() throws Exception {
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
    String result =
        post("/api/v1/sessions/" + session + "/results", Map.of())
            .statusCode(202)
            .extract()
            .path("id");
    sql.run("update stored_result set state = 'VERIFIED' where id = '" + result + "'");
    String project = project("Verified");
    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("studyUids", List.of("2.25.1")))
        .post("/api/v1/admin/projects/" + project + "/studies")
        .then()
        .statusCode(200);

    String id =
        post(RUNS, Map.of("dataKind", "PROJECT", "data", project, "settings", Map.of("steps", 40)))
            .statusCode(202)
            .extract()
            .path("id");
    await(id, "DONE");

    assertThat(Files.readAllLines(config.out().resolve("run-" + id).resolve("listing")))
        .containsExactly(result + "-image.nii.gz", result + "-labels.nii.gz");
    assertThat(Path.of(config.out() + "/run-" + id + "-data")).doesNotExist();
  }

  private static String project(String name) {
    return given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("name", name + " " + UUID.randomUUID()))
        .post("/api/v1/admin/projects")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void aProjectWithoutVerifiedResultsFailsItsRunByName() {
    String project = project("Nothing verified");
    String id =
        post(RUNS, Map.of("dataKind", "PROJECT", "data", project, "settings", Map.of("steps", 4)))
            .statusCode(202)
            .extract()
            .path("id");
    await(id, "FAILED");
    get(id).body("failure", containsString("verified"));
    assertThat(Path.of(config.out() + "/run-" + id + "-data")).doesNotExist();
  }
}
