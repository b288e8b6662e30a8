package io.deepgrow.app.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.model.ModelService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Versions of models: uploading, refusing, activating, going back, and sessions that keep theirs.
 */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ModelVersionsIT {

  private static final String MODEL = "deepgrow-compact";
  private static final String MODELS = "/api/v1/admin/models";
  private static final String VERSIONS = MODELS + "/versions";

  @Inject DataSource database;
  @Inject ModelVersions versions;
  @Inject ModelService models;

  private Sql sql;
  private RequestSpecification operator;

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'chooses'") == 0) {
      People.create("chooses", "OPERATOR", "ANNOTATOR");
    }
    operator = People.as("chooses");
  }

  @AfterEach
  void end() throws Exception {
    // back to what the release has
    sql.run(
        "update model_choice set by_hand = false, canary_id = null, canary_share = 0, version_id ="
            + " (select id from model_version where model = '"
            + MODEL
            + "' and source = 'BUNDLED')"
            + " where model = '"
            + MODEL
            + "'");
    sql.run("delete from model_choice where model <> '" + MODEL + "'");
    sql.run("delete from model_standard");
    models.look();
  }

  private static ValidatableResponse upload(byte[] zip) {
    return given()
        .spec(People.admin())
        .contentType("application/zip")
        .body(zip)
        .post(VERSIONS)
        .then();
  }

  /** Uploads a version and has it tried. */
  private String tried(byte[] zip) {
    String id = upload(zip).statusCode(201).extract().path("id");
    versions.tried(UUID.fromString(id));
    return id;
  }

  private ValidatableResponse post(String path, Object body) {
    return given().spec(operator).contentType(ContentType.JSON).body(body).post(path).then();
  }

  private ValidatableResponse activate(String version) {
    return post(VERSIONS + "/" + version + "/activation", Map.of("standard", false));
  }

  private Map<String, String> session(Map<String, String> more) {
    Map<String, String> body = new LinkedHashMap<>(more);
    body.put("studyUid", "2.25.1");
    body.put("seriesUid", "2.25.100");
    return post("/api/v1/sessions?wait=PT30S", body)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getMap("", String.class, String.class);
  }

  private String active() {
    return given()
        .spec(operator)
        .queryParam("model", MODEL)
        .get(VERSIONS)
        .then()
        .extract()
        .path("versions.find { it.state == 'ACTIVE' }.id");
  }

  @Test
  void anUploadedVersionIsListedWithWhatItsDescriptorSaysAndCanNotBeUploadedTwice() {
    byte[] zip = ModelZip.version("listed");
    String id =
        upload(zip)
            .statusCode(201)
            .body("model", equalTo(MODEL))
            .body("version", equalTo("listed"))
            .body("state", equalTo("ADDED"))
            .body("source", equalTo("UPLOADED"))
            .body("sha256", equalTo(ModelZip.BUNDLED.sha256()))
            .body("licence", equalTo(ModelZip.BUNDLED.licence()))
            .body("intendedUse", equalTo(ModelZip.BUNDLED.intendedUse()))
            .body("addedBy", equalTo("ada"))
            .extract()
            .path("id");
    given().spec(operator).get(VERSIONS + "?limit=200").then().body("versions.id", hasItem(id));
    given().spec(operator).get(VERSIONS + "/" + id).then().statusCode(200).body("id", equalTo(id));
    upload(zip)
        .statusCode(409)
        .body("code", equalTo("model.exists"))
        .body("detail", containsString(id));
  }

  @Test
  void whatIsWrongWithAnUploadIsNamedAndNothingOfItStays() throws Exception {
    long before = sql.count("model_version", "true");
    Map<String, byte[]> faulty = new LinkedHashMap<>();
    faulty.put("damaged", "not a ZIP".getBytes(StandardCharsets.UTF_8));
    faulty.put("no model.onnx", ModelZip.of("model.json", new byte[2], "x.txt", new byte[1]));
    faulty.put(
        "not JSON",
        ModelZip.of(
            "model.json", "no".getBytes(StandardCharsets.UTF_8), "model.onnx", new byte[4]));
    faulty.put(
        "model.descriptor_invalid",
        ModelZip.of(json -> json.replace("\"licence\"", "\"license\"")));
    faulty.put(
        "model.checksum_mismatch",
        ModelZip.of(json -> json.replace(ModelZip.BUNDLED.sha256(), "0".repeat(64))));
    faulty.put(
        "model.signature_mismatch",
        ModelZip.of(
            json -> json.replaceFirst("\"inputName\" : \"[^\"]*\"", "\"inputName\" : \"other\"")));
    faulty.put("model.graph_corrupt", corrupt());
    faulty.put("twice", twice());
    faulty.put("no backslash", ModelZip.version("v".repeat(65)));
    faulty.forEach(
        (what, zip) ->
            upload(zip)
                .statusCode(422)
                .body("code", equalTo("model.refused"))
                .body("detail", containsString(what)));
    given()
        .spec(People.admin())
        .contentType("application/zip")
        .queryParam("sha256", "1".repeat(64))
        .body(ModelZip.version("otherwise"))
        .post(VERSIONS)
        .then()
        .statusCode(422)
        .body("detail", containsString("the request says"));
    assertThat(sql.count("model_version", "true")).isEqualTo(before);
  }

  private static byte[] corrupt() {
    byte[] graph = "not a graph".getBytes(StandardCharsets.UTF_8);
    String sha256 = io.deepgrow.model.Checksum.sha256(graph);
    String json =
        new String(io.deepgrow.model.DescriptorJson.write(ModelZip.BUNDLED), StandardCharsets.UTF_8)
            .replace(ModelZip.BUNDLED.sha256(), sha256);
    return ModelZip.of("model.json", json.getBytes(StandardCharsets.UTF_8), "model.onnx", graph);
  }

  private static byte[] twice() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a/model.json", new byte[1]);
    files.put("b/model.json", new byte[1]);
    files.put("model.onnx", new byte[1]);
    return ModelZip.of(files);
  }

  @Test
  void aVersionThatNobodyTriedIsNotActivatedAndAnUnknownOneIsNotFound() {
    String id = upload(ModelZip.version("untried")).statusCode(201).extract().path("id");
    activate(id).statusCode(409).body("code", equalTo("model.untried"));
    activate(UUID.randomUUID().toString())
        .statusCode(404)
        .body("code", equalTo("model.version_not_found"));
  }

  @Test
  void newSessionsBeginWithTheActiveVersionAndOthersKeepTheirs() throws Exception {
    String bundled = active();
    Map<String, String> before = session(Map.of());
    assertThat(before).containsEntry("modelVersion", bundled);
    String other = tried(ModelZip.version("for sessions"));

    activate(other)
        .statusCode(200)
        .body("state", equalTo("DONE"))
        .body("before", equalTo(bundled))
        .body("kind", equalTo("ACTIVATE"));

    assertThat(session(Map.of())).containsEntry("modelVersion", other);
    assertThat(session(Map.of("modelId", MODEL))).containsEntry("modelVersion", other);
    given()
        .spec(operator)
        .get("/api/v1/sessions/" + before.get("id"))
        .then()
        .body("modelVersion", equalTo(bundled));
    given()
        .spec(operator)
        .get("/api/v1/models/" + MODEL)
        .then()
        .body("version", equalTo("for sessions"));
    assertThat(
            sql.count("audit_event", "action = 'model.activated' and object_id = '" + other + "'"))
        .isEqualTo(1);
  }

  @Test
  void goingBackActivatesTheVersionBeforeAndThenTheOneBeforeThat() {
    String bundled = active();
    String second = tried(ModelZip.version("second"));
    String third = tried(ModelZip.version("third"));
    activate(second).statusCode(200);
    activate(third).statusCode(200);

    post(MODELS + "/" + MODEL + "/roll-back", Map.of())
        .statusCode(200)
        .body("kind", equalTo("ROLL_BACK"))
        .body("version", equalTo(second));
    assertThat(active()).isEqualTo(second);
    given().spec(operator).get(VERSIONS + "/" + third).then().body("state", equalTo("RETIRED"));

    post(MODELS + "/" + MODEL + "/roll-back", Map.of())
        .statusCode(200)
        .body("version", equalTo(bundled));
    post(MODELS + "/" + MODEL + "/roll-back", Map.of())
        .statusCode(409)
        .body("code", equalTo("model.nothing_before"));
    given()
        .spec(operator)
        .get(MODELS + "/" + MODEL + "/changes")
        .then()
        .body("kind", hasItem("ROLL_BACK"));
  }

  @Test
  void aCanaryTakesItsShareOfSessionsUntilItIsStopped() {
    String bundled = active();
    String canary = tried(ModelZip.version("canary"));
    post(VERSIONS + "/" + bundled + "/canary", Map.of("share", 10)).statusCode(409);
    post(VERSIONS + "/" + canary + "/canary", Map.of("share", 0)).statusCode(400);
    post(VERSIONS + "/" + canary + "/canary", Map.of("share", 99)).statusCode(200);
    given()
        .spec(operator)
        .get(VERSIONS + "/" + canary)
        .then()
        .body("state", equalTo("CANARY"))
        .body("share", equalTo(99));
    long begun = 0;
    for (int n = 0; n < 6; n++) {
      begun += session(Map.of()).get("modelVersion").equals(canary) ? 1 : 0;
    }
    assertThat(begun).as("with 99 of 100, at least one of six").isPositive();

    post(MODELS + "/" + MODEL + "/canary/stop", Map.of()).statusCode(200);
    assertThat(session(Map.of())).containsEntry("modelVersion", bundled);
    post(MODELS + "/" + MODEL + "/canary/stop", Map.of()).statusCode(409);
  }

  @Test
  void aModelOfAnotherNameCanBecomeTheStandardOneAndCeasesToBeItWhenItIsTakenBack() {
    String other = tried(ModelZip.named("deepgrow-other"));
    post(VERSIONS + "/" + other + "/activation", Map.of("standard", true))
        .statusCode(200)
        .body("standard", equalTo(true));
    assertThat(session(Map.of()))
        .containsEntry("modelVersion", other)
        .containsEntry("modelId", "deepgrow-other");
    assertThat(session(Map.of("modelId", MODEL))).containsEntry("modelId", MODEL);
    String next =
        tried(
            ModelZip.of(
                json ->
                    json.replaceFirst("\"id\" : \"[^\"]*\"", "\"id\" : \"deepgrow-other\"")
                        .replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"next\"")));
    activate(next).statusCode(200);
    assertThat(session(Map.of())).containsEntry("modelVersion", next);
  }

  @Test
  void aClickInASessionIsAnsweredByItsOwnVersion() {
    String bundled = active();
    Map<String, String> before = session(Map.of());
    activate(tried(ModelZip.version("not of this session"))).statusCode(200);
    String segments = "/api/v1/sessions/" + before.get("id") + "/segments";
    post(segments, Map.of("structure", "spleen")).statusCode(201);
    post(
            segments + "/1/clicks",
            Map.of("kind", "POSITIVE", "voxel", Map.of("i", 24, "j", 24, "k", 10)))
        .statusCode(200)
        .body("positive", equalTo(1));
    assertThat(before).containsEntry("modelVersion", bundled);
    given().spec(operator).get("/q/health/ready").then().body(notNullValue());
  }

  @Test
  void anOperatorOfAProjectChoosesNothingForAll() {
    String project =
        given()
            .spec(People.admin())
            .contentType(ContentType.JSON)
            .body(Map.of("name", "Operated " + UUID.randomUUID()))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String name = "op-" + UUID.randomUUID().toString().substring(0, 8);
    People.create(name, List.of(Map.of("role", "OPERATOR", "project", project)));
    RequestSpecification limited = People.as(name);
    String bundled = active();
    for (String path :
        List.of(
            VERSIONS + "/" + bundled + "/activation",
            VERSIONS + "/" + bundled + "/trials",
            MODELS + "/" + MODEL + "/roll-back",
            "/api/v1/admin/training-runs")) {
      given()
          .spec(limited)
          .contentType(ContentType.JSON)
          .body(
              path.endsWith("runs")
                  ? Map.of("dataKind", "FOLDER", "data", "good", "settings", Map.of("steps", 4))
                  : Map.of())
          .post(path)
          .then()
          .statusCode(403);
    }
  }
}
