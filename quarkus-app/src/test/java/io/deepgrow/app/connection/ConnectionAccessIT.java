package io.deepgrow.app.connection;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.People;
import io.deepgrow.app.pacs.SharedPacs;
import io.deepgrow.app.pacs.SharedPacsProfile;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.series.CtSlices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with a role for one PACS sees and touches nothing of another, whichever way they try.
 */
@QuarkusTest
@TestProfile(SharedPacsProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(SharedPacs.class)
class ConnectionAccessIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  private final List<DicomFile> slices = CtSlices.axial(8);
  private final FakePacs pacs = FakePacs.of(slices);
  private final String study = text(Tag.STUDY_INSTANCE_UID);
  private final String series = text(Tag.SERIES_INSTANCE_UID);

  private String text(int tag) {
    return slices.get(0).dataSet().string(tag).orElseThrow();
  }

  @AfterEach
  void stop() {
    pacs.close();
  }

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private String connect(String name) {
    return json(People.admin())
        .body(
            Map.of(
                "name",
                name,
                "settings",
                Map.of(
                    "root",
                    pacs.base().toString(),
                    "role",
                    "BOTH",
                    "dialect",
                    "GENERIC",
                    "authentication",
                    "NONE")))
        .post("/api/v1/admin/connections")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String open(RequestSpecification as, String connection, int status) {
    return json(as)
        .body(Map.of("studyUid", study, "seriesUid", series, "connection", connection))
        .post(SESSIONS + "?wait=PT60S")
        .then()
        .statusCode(status)
        .extract()
        .path("id");
  }

  @Test
  void aRoleForOnePacsIsForItsStudiesAndForNoOther() {
    String mine = connect("mine");
    connect("theirs");
    String others = open(People.admin(), "theirs", 201);
    People.create(
        "resident",
        List.of(
            Map.of("role", "ANNOTATOR", "connection", mine),
            Map.of("role", "OPERATOR", "connection", mine)));
    RequestSpecification resident = People.as("resident");

    String session = open(resident, "mine", 201);

    open(resident, "theirs", 403);
    open(resident, "default", 403);
    given().spec(resident).get(SESSIONS + "/" + session).then().statusCode(200);
    given().spec(resident).get(SESSIONS + "/" + others).then().statusCode(403);
    given()
        .spec(resident)
        .get(SESSIONS)
        .then()
        .body("id", hasItem(session))
        .body("id", not(hasItem(others)))
        .body("connection", everyItem(equalTo("mine")));
    given()
        .spec(resident)
        .get("/api/v1/admin/sessions")
        .then()
        .body("sessions.id", hasItem(session))
        .body("sessions.id", not(hasItem(others)));
    given()
        .spec(resident)
        .get("/api/v1/admin/results")
        .then()
        .statusCode(200)
        .body("results", hasSize(0));
    given().spec(resident).get("/dicom-web/connections/mine/studies").then().body("", hasSize(1));
    given()
        .spec(resident)
        .get("/dicom-web/connections/mine/studies/" + study + "/series")
        .then()
        .statusCode(200);
    given()
        .spec(resident)
        .get("/dicom-web/connections/theirs/studies")
        .then()
        .statusCode(200)
        .body("", hasSize(0));
    given()
        .spec(resident)
        .get("/dicom-web/connections/theirs/studies/" + study + "/series")
        .then()
        .statusCode(403);
    given().spec(resident).get("/dicom-web/studies").then().body("", hasSize(0));
    given().spec(resident).get("/api/v1/admin/connections").then().statusCode(403);
    given().spec(resident).get("/datastore/").then().statusCode(403);
    given()
        .spec(resident)
        .get("/api/v1/me")
        .then()
        .body("permissions.where", everyItem(equalTo("mine")));
  }

  @Test
  void whoMayOnlyLookInAPacsStoresNothingThere() {
    String looked = connect("looked-at");
    People.create("looks-in", List.of(Map.of("role", "VIEWER", "connection", looked)));
    RequestSpecification viewer = People.as("looks-in");
    given().spec(viewer).get("/dicom-web/connections/looked-at/studies").then().statusCode(200);
    given().spec(viewer).post("/dicom-web/connections/looked-at/studies").then().statusCode(403);
    open(viewer, "looked-at", 403);
  }

  @Test
  void aRoleInTwoPacsDoesNotReachOverFromTheLargerOne() {
    String looks = connect("only-looks");
    String works = connect("works-there");
    People.create(
        "has-both",
        List.of(
            Map.of("role", "VIEWER", "connection", looks),
            Map.of("role", "ANNOTATOR", "connection", works)));
    RequestSpecification both = People.as("has-both");

    open(both, "works-there", 201);
    open(both, "only-looks", 403);
    given().spec(both).post("/dicom-web/connections/only-looks/studies").then().statusCode(403);
  }

  @Test
  void theConfiguredPacsIsTheOneWithZeros() {
    People.create("of-default", List.of(Map.of("role", "VIEWER", "connection", ZEROS)));
    connect("not-default");
    RequestSpecification viewer = People.as("of-default");

    given().spec(viewer).get("/dicom-web/studies").then().body("", hasSize(2));
    given()
        .spec(viewer)
        .get("/dicom-web/connections/not-default/studies")
        .then()
        .body("", hasSize(0));
  }

  @Test
  void aGrantIsForAConnectionThatThereIsAndEndsWithIt() {
    String id = People.create("granted", List.of());
    json(People.admin())
        .body(
            Map.of(
                "grants",
                List.of(
                    Map.of(
                        "role", "VIEWER", "connection", "11111111-1111-1111-1111-111111111111"))))
        .put("/api/v1/admin/accounts/" + id + "/grants")
        .then()
        .statusCode(404)
        .body("code", equalTo("connection.not_found"));
    String gone = connect("soon-gone");
    json(People.admin())
        .body(Map.of("grants", List.of(Map.of("role", "VIEWER", "connection", gone))))
        .put("/api/v1/admin/accounts/" + id + "/grants")
        .then()
        .statusCode(200)
        .body("grants[0].connection", equalTo(gone));
    given()
        .spec(People.admin())
        .delete("/api/v1/admin/connections/" + gone + "?confirm=soon-gone")
        .then()
        .statusCode(204);
    given()
        .spec(People.admin())
        .get("/api/v1/admin/accounts/" + id)
        .then()
        .body("grants", hasSize(0));
  }
}
