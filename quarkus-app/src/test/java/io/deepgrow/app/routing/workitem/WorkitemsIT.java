package io.deepgrow.app.routing.workitem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.workitem.FakeWorklist;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work items on a real database and network, before a played PACS and a played worklist. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class WorkitemsIT {

  private static final String CONNECTIONS = "/api/v1/admin/connections";
  private static final String PERFORMERS = "/api/v1/routing/performers/";
  private static final String ITEMS = "/api/v1/routing/workitems";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int PROGRESS = 0x0074_1002;
  private static final int REASON = 0x0074_1238;

  @Inject DataSource database;
  @Inject WorklistReading reading;
  @Inject Workitems items;

  private final FakePacs pacs = FakePacs.of(List.of());
  private final FakeWorklist worklist = FakeWorklist.start(WorkitemWays.STANDARD);
  private Sql sql;
  private RequestSpecification operator;
  private String archive = "";
  private String list = "";
  private String study = "";
  private String uid = "";

  @BeforeEach
  void begin() throws Exception {
    sql = new Sql(database);
    if (sql.count("account", "name = 'does-items'") == 0) {
      People.create("does-items", "OPERATOR");
    }
    operator = People.as("does-items");
    int number = NUMBER.incrementAndGet();
    study = "2.25.8866" + number;
    uid = "2.25.8855" + number;
    archive = connect("items-pacs-" + number, pacs.base().toString());
    list = connect("items-list-" + number, worklist.root().toString());
    perform(settings(number)).statusCode(200);
  }

  @AfterEach
  void end() {
    perform(Map.of("enabled", false, "aeTitle", "DEEPGROW", "atOnce", 5)).statusCode(200);
    for (String id : List.of(archive, list)) {
      json(People.admin()).body("{\"enabled\":false}").put(CONNECTIONS + "/" + id + "/enabled");
    }
    pacs.close();
    worklist.close();
  }

  private static String connect(String name, String root) {
    return json(People.admin())
        .body(
            Map.of(
                "name",
                name,
                "settings",
                Map.of(
                    "root", root, "role", "BOTH", "dialect", "GENERIC", "authentication", "NONE")))
        .post(CONNECTIONS)
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private static Map<String, Object> settings(int number) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("enabled", true);
    settings.put("aeTitle", "DEEPGROW");
    settings.put("labels", List.of("AI"));
    settings.put("archives", Map.of("PACS", "items-pacs-" + number));
    settings.put(
        "action",
        Map.of(
            "action",
            "SEGMENT",
            "targets",
            List.of(Map.of("structure", "spleen", "seed", Map.of("from", "ORDER"))),
            "minConfidence",
            0));
    settings.put("atOnce", 5);
    return settings;
  }

  private ValidatableResponse perform(Map<String, Object> settings) {
    return json(operator).body(settings).put(PERFORMERS + list).then();
  }

  private static DicomObject code(String value) {
    return new DicomObject()
        .setString(Tag.CODE_VALUE, value)
        .setString(Tag.CODING_SCHEME_DESIGNATOR, "99DEEPGROW");
  }

  /** An item for one structure, with a name that nobody is to write down. */
  private DicomObject item(String structure, String... point) {
    DicomObject parameter =
        new DicomObject()
            .setItems(0x0040_A043, code("STRUCTURE"))
            .setString(0x0040_A160, structure)
            .setItems(
                0x0040_0441,
                new DicomObject()
                    .setItems(0x0040_A043, code("POINT"))
                    .setString(0x0040_A30A, point));
    return new DicomObject()
        .setString(Tag.SOP_INSTANCE_UID, uid)
        .setString(Tag.PATIENT_NAME, "Secret^Name")
        .setString(0x0074_1202, "AI")
        .setString(0x0074_1200, "HIGH")
        .setString(0x0040_4041, "READY")
        .setItems(
            0x0040_4021,
            new DicomObject()
                .setString(Tag.STUDY_INSTANCE_UID, study)
                .setString(Tag.SERIES_INSTANCE_UID, "2.25.100")
                .setItems(0x0040_E021, new DicomObject().setString(Tag.RETRIEVE_AE_TITLE, "PACS")))
        .setItems(0x0074_1210, parameter);
  }

  private void awaitState(String state) {
    Awaitility.await().atMost(PATIENCE).until(() -> worklist.state(uid).equals(state));
  }

  private ValidatableResponse listed() {
    return given().spec(operator).get(ITEMS + "?study=" + study).then().statusCode(200);
  }

  private ValidatableResponse awaitItem(ItemState state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> List.of(state.name()).equals(listed().extract().path("workitems.state")));
    return listed();
  }

  private void pause(String deed) {
    json(operator).body(Map.of()).post("/api/v1/routing/queues/SEGMENT/" + deed).then();
  }

  @Test
  void anItemOfAWorklistIsSegmentedAndCompletedWithTheObjectThatCameOfIt() throws Exception {
    worklist.schedule(item("spleen", "48", "48", "40"));
    reading.run();
    reading.run();
    awaitState("COMPLETED");
    String seg =
        worklist
            .data(uid)
            .item(0x0074_1216)
            .flatMap(performed -> performed.item(0x0040_4033))
            .flatMap(output -> output.item(Tag.REFERENCED_SOP_SEQUENCE))
            .flatMap(object -> object.string(Tag.REFERENCED_SOP_INSTANCE_UID))
            .orElseThrow();
    assertThat(pacs.files()).extracting(file -> file.sopInstanceUid().value()).containsExactly(seg);
    awaitItem(ItemState.COMPLETED)
        .body("workitems", hasSize(1))
        .body("workitems[0].uid", equalTo(uid))
        .body("workitems[0].priority", equalTo(7))
        .body("workitems[0].outputs[0].sopInstanceUid", equalTo(seg));
    String job = listed().extract().path("workitems[0].job");
    given()
        .spec(operator)
        .get("/api/v1/routing/jobs/" + job)
        .then()
        .body("job.orderedBy", equalTo("work item " + uid));
    assertThat(sql.count("routing_workitem", "routing_workitem::text like '%Secret%'")).isZero();
    assertThat(
            sql.count(
                "audit_event",
                "action = 'routing.workitem_completed' and study_uid = '" + study + "'"))
        .isEqualTo(1);
  }

  @Test
  void whatWeDoNotMarkIsCancelledWithTheReason() {
    worklist.schedule(item("heart", "1", "2", "3"));
    reading.run();
    awaitState("CANCELED");
    assertThat(worklist.data(uid).item(PROGRESS).flatMap(p -> p.string(REASON)))
        .contains(
            "The item names a structure that this performer does not mark; it marks [spleen]");
    awaitItem(ItemState.CANCELLED).body("workitems[0].reason", containsString("[spleen]"));
  }

  @Test
  void anItemThatAnOperatorOrItsWorklistCancelsIsGivenBackAndSoIsOneThatIsErased()
      throws Exception {
    pause("pause");
    try {
      worklist.schedule(item("spleen", "48", "48", "40"));
      reading.run();
      awaitItem(ItemState.WORKING);
      String id = listed().extract().path("workitems[0].id");
      String job = listed().extract().path("workitems[0].job");
      json(operator).post(ITEMS + "/" + id + "/cancel").then().statusCode(200);
      awaitState("CANCELED");
      given()
          .spec(operator)
          .get("/api/v1/routing/jobs/" + job)
          .then()
          .body("job.state", equalTo("CANCELLED"));
      awaitItem(ItemState.CANCELLED);
      json(operator)
          .post(ITEMS + "/" + id + "/cancel")
          .then()
          .statusCode(409)
          .body("code", equalTo("routing.workitem_state"));

      uid += "8";
      study += "8";
      worklist.schedule(item("spleen", "48", "48", "40"));
      reading.run();
      awaitItem(ItemState.WORKING);
      items.cancelRequested(new ConnectionId(UUID.fromString(list)), uid);
      awaitState("CANCELED");
      awaitItem(ItemState.CANCELLED).body("workitems[0].reason", equalTo("Cancelled as requested"));

      uid += "9";
      worklist.schedule(item("spleen", "48", "48", "40"));
      reading.run();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> ((List<?>) listed().extract().path("workitems.state")).contains("WORKING"));
      sql.run("delete from routing_workitem where study_uid = '" + study + "'");
      reading.run();
      awaitState("CANCELED");
      assertThat(sql.count("workitem_owed", "true")).isZero();
    } finally {
      pause("resume");
    }
  }

  private static String pushed(String study, String structure) {
    return """
        [{"00741000": {"vr": "CS", "Value": ["SCHEDULED"]},
          "00741200": {"vr": "CS", "Value": ["LOW"]},
          "00741204": {"vr": "LO", "Value": ["CT organs"]},
          "00404005": {"vr": "DT", "Value": ["20261128160000"]},
          "00404041": {"vr": "CS", "Value": ["READY"]},
          "00404021": {"vr": "SQ", "Value": [{
            "0020000D": {"vr": "UI", "Value": ["STUDY"]},
            "0020000E": {"vr": "UI", "Value": ["2.25.100"]},
            "0040E025": {"vr": "SQ", "Value": [{"00081190": {"vr": "UR",
              "Value": ["ROOT/studies/STUDY/series/2.25.100"]}}]}}]},
          "00741210": {"vr": "SQ", "Value": [{
            "0040A043": {"vr": "SQ", "Value": [{"00080100": {"vr": "SH", "Value": ["STRUCTURE"]},
              "00080102": {"vr": "SH", "Value": ["99DEEPGROW"]}}]},
            "0040A160": {"vr": "UT", "Value": ["NAME"]},
            "00400441": {"vr": "SQ", "Value": [{
              "0040A043": {"vr": "SQ", "Value": [{"00080100": {"vr": "SH", "Value": ["POINT"]},
                "00080102": {"vr": "SH", "Value": ["99DEEPGROW"]}}]},
              "0040A30A": {"vr": "DS", "Value": ["48", "48", "40"]}}]}}]}}]
        """
        .replace("STUDY", study)
        .replace("NAME", structure);
  }

  private ValidatableResponse push(String body) {
    return given()
        .spec(operator)
        .contentType("application/dicom+json")
        .body(body.replace("ROOT", pacs.base().toString()))
        .post("/api/v1/workitems?workitem=" + uid)
        .then();
  }

  private String pushedState() {
    return given()
        .spec(operator)
        .accept("application/dicom+json")
        .get("/api/v1/workitems/" + uid)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("[0].'00741000'.Value[0]");
  }

  @Test
  void anItemThatIsPushedToUsIsDoneAndItsRequesterCanLookAtItAndCancelIt() {
    json(operator).body(settings(NUMBER.get())).put(PERFORMERS + archive).then().statusCode(200);
    push(pushed(study, "spleen")).statusCode(201).header("Location", containsString(uid));
    push(pushed(study, "spleen")).statusCode(409).body("code", equalTo("routing.workitem_exists"));
    Awaitility.await().atMost(PATIENCE).until(() -> pushedState().equals("COMPLETED"));
    assertThat(
            given()
                .spec(operator)
                .accept("application/dicom+json")
                .get("/api/v1/workitems/" + uid)
                .asString())
        .contains(pacs.files().get(0).sopInstanceUid().value());
    json(operator)
        .post("/api/v1/workitems/" + uid + "/cancelrequest")
        .then()
        .statusCode(409)
        .body("code", equalTo("routing.workitem_state"));

    uid += "9";
    push(pushed(study, "heart")).statusCode(400).body("detail", containsString("[spleen]"));
    push(pushed(study, "spleen").replace("SCHEDULED", "COMPLETED"))
        .statusCode(400)
        .body("code", equalTo("routing.workitem_unusable"));
    given().spec(operator).get("/api/v1/workitems/" + uid).then().statusCode(404);
    pause("pause");
    try {
      study += "9";
      push(pushed(study, "spleen")).statusCode(201);
      Awaitility.await().atMost(PATIENCE).until(() -> pushedState().equals("IN PROGRESS"));
      json(operator).post("/api/v1/workitems/" + uid + "/cancelrequest").then().statusCode(202);
      Awaitility.await().atMost(PATIENCE).until(() -> pushedState().equals("CANCELED"));
    } finally {
      pause("resume");
    }
  }

  @Test
  void thePagesShowTheItemsAndSetWhatIsDone() {
    String base = "/console/routing/";
    given()
        .spec(operator)
        .get(base + "workitems")
        .then()
        .statusCode(200)
        .body(containsString("items-list-"), containsString("Worklists of the connected PACS"));
    given()
        .spec(operator)
        .get(base + "worklists/" + list)
        .then()
        .statusCode(200)
        .body(containsString("spleen ORDER"), containsString("PACS items-pacs-"));
    RequestSpecification form =
        given()
            .spec(operator)
            .redirects()
            .follow(false)
            .contentType("application/x-www-form-urlencoded");
    form.formParams(
            Map.of(
                "segment",
                "yes",
                "enabled",
                "yes",
                "aeTitle",
                "DEEPGROW",
                "labels",
                "AI\nCT",
                "segment.targets",
                "spleen BODY 0.5 0.5 0.5",
                "atOnce",
                "3"))
        .post(base + "worklists/" + list)
        .then()
        .statusCode(303);
    given()
        .spec(operator)
        .get(PERFORMERS + list)
        .then()
        .body("settings.labels", equalTo(List.of("AI", "CT")))
        .body("settings.action.targets[0].seed.from", equalTo("BODY"));
    given()
        .spec(operator)
        .contentType("application/x-www-form-urlencoded")
        .formParams(Map.of("aeTitle", "no title", "atOnce", "3"))
        .post(base + "worklists/" + list)
        .then()
        .statusCode(400)
        .body(containsString("aeTitle is 1 to 16"));
    given()
        .spec(operator)
        .get(base + "workitems/00000000-0000-0000-0000-000000000001")
        .then()
        .statusCode(404)
        .body(containsString("There is no work item"));
  }

  @Test
  void settingsThatTakeOthersItemsOrGiveOurCredentialsAwayAreRefused() {
    refused("root", "https://elsewhere.example.org/rs", "root is a URL on the host");
    refused("labels", List.of(), "stations, labels or codes is needed");
    refused("aeTitle", "an AE", "aeTitle is 1 to 16");
    refused("stations", List.of("noscheme"), "stations is a list");
    refused("action", Map.of("action", "PREPARE"), "action is a SEGMENT");
    refused("atOnce", 0, "atOnce is 1 to 100");
    given()
        .spec(operator)
        .get("/api/v1/routing/performers")
        .then()
        .statusCode(200)
        .body("connection", hasItem(list));
    given()
        .spec(operator)
        .get(ITEMS + "/00000000-0000-0000-0000-000000000001")
        .then()
        .statusCode(404)
        .body("code", equalTo("routing.workitem_not_found"));
  }

  private void refused(String field, Object value, String words) {
    Map<String, Object> settings = new HashMap<>(settings(NUMBER.get()));
    settings.put(field, value);
    perform(settings).statusCode(400).body("detail", containsString(words));
  }
}
