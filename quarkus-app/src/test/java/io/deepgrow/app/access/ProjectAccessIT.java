package io.deepgrow.app.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody with roles in projects only sees and touches no other study, whichever way they try. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ProjectAccessIT {

  private static final String MINE = "2.25.11";
  private static final String OTHERS = "2.25.22";

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  private static String project(String name, String... studies) {
    String id =
        json(People.admin())
            .body(Map.of("name", name))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json(People.admin())
        .body(Map.of("studyUids", List.of(studies)))
        .post("/api/v1/admin/projects/" + id + "/studies")
        .then()
        .statusCode(200)
        .body("studies", equalTo(studies.length));
    return id;
  }

  private static RequestSpecification member(String name, String role, String project) {
    People.create(name, List.of(Map.of("role", role, "project", project)));
    return People.as(name);
  }

  private static String open(RequestSpecification as, String study, int status) {
    return json(as)
        .body(Map.of("studyUid", study, "seriesUid", study + ".1"))
        .post("/api/v1/sessions?wait=PT30S")
        .then()
        .statusCode(status)
        .extract()
        .path("id");
  }

  @Test
  void aMemberWorksInTheStudiesOfTheProjectAndInNoOther() {
    RequestSpecification member = member("member", "ANNOTATOR", project("first", MINE));
    RequestSpecification admin = People.admin();
    String others = open(admin, OTHERS, 201);

    String mine = open(member, MINE, 201);

    open(member, OTHERS, 403);
    given()
        .spec(member)
        .get("/api/v1/sessions")
        .then()
        .statusCode(200)
        .body("", not(hasSize(0)))
        .body("studyUid", everyItem(equalTo(MINE)));
    given().spec(member).get("/api/v1/sessions/" + mine).then().statusCode(200);
    for (String path :
        List.of("", "/events", "/segments", "/results", "/segments/1/clicks", "/segments/1/mask")) {
      given()
          .spec(member)
          .get("/api/v1/sessions/" + others + path)
          .then()
          .statusCode(403)
          .body("detail", containsString("in no project in which member has the role VIEWER"));
    }
    json(member)
        .body("{\"structure\":\"spleen\"}")
        .post("/api/v1/sessions/" + others + "/segments")
        .then()
        .statusCode(403);
    given().spec(member).delete("/api/v1/sessions/" + others).then().statusCode(403);
    given().spec(admin).get("/api/v1/sessions/" + others).then().body("state", equalTo("READY"));
  }

  @Test
  void whoMayLookInAProjectMayNotClickThere() {
    String project = project("looking", MINE);
    RequestSpecification viewer = member("looker", "VIEWER", project);
    String session = open(People.admin(), MINE, 201);

    given().spec(viewer).get("/api/v1/sessions/" + session).then().statusCode(200);
    json(viewer)
        .body("{\"structure\":\"spleen\"}")
        .post("/api/v1/sessions/" + session + "/segments")
        .then()
        .statusCode(403)
        .body("detail", containsString("needs the role ANNOTATOR"));
  }

  @Test
  void aRoleThatIsLargerInAnotherProjectDoesNotReachOver() {
    String looks = project("looks here", OTHERS);
    String works = project("works here", MINE);
    People.create(
        "both",
        List.of(
            Map.of("role", "VIEWER", "project", looks),
            Map.of("role", "ANNOTATOR", "project", works)));
    RequestSpecification both = People.as("both");
    String session = open(People.admin(), OTHERS, 201);

    given().spec(both).get("/api/v1/sessions/" + session).then().statusCode(200);
    json(both)
        .body("{\"structure\":\"spleen\"}")
        .post("/api/v1/sessions/" + session + "/segments")
        .then()
        .statusCode(403);
    open(both, OTHERS, 403);
    open(both, MINE, 201);
  }

  @Test
  void aStudyThatLeavesTheProjectIsClosedToItsMembersSoon() {
    String project = project("leaving", MINE, OTHERS);
    RequestSpecification member = member("leaves", "ANNOTATOR", project);
    open(member, OTHERS, 201);

    given()
        .spec(People.admin())
        .delete("/api/v1/admin/projects/" + project + "/studies/" + OTHERS)
        .then()
        .statusCode(200)
        .body("studies", equalTo(1));

    open(member, OTHERS, 403);
  }

  @Test
  void dicomWebAndTheOlderProtocolsKnowTheSameLimits() {
    RequestSpecification member = member("dicom", "ANNOTATOR", project("web", MINE));

    for (String path :
        List.of(
            "/dicom-web/studies/" + OTHERS + "/metadata",
            "/dicom-web/studies/" + OTHERS + "/series",
            "/proxy/dicom/wado/studies/" + OTHERS,
            "/dicom-web/studies;a=b/" + OTHERS + "/metadata",
            "/dicom-web/studies/" + MINE + "/../" + OTHERS + "/metadata",
            "/dicom-web/studies/" + MINE + "%2F..%2F" + OTHERS + "/metadata")) {
      given().spec(member).urlEncodingEnabled(false).get(path).then().statusCode(oneOf(400, 403));
    }
    // the PACS of this test is away: what may pass gets that far
    given().spec(member).get("/dicom-web/studies/" + MINE + "/metadata").then().statusCode(502);
    given().spec(member).get("/dicom-web/studies").then().statusCode(502);
    given().spec(member).post("/dicom-web/studies").then().statusCode(403);
    for (String path : List.of("/datastore/", "/datastore/image?image=" + OTHERS, "/logs")) {
      given().spec(member).get(path).then().statusCode(403);
    }
    given().spec(member).post("/activelearning/first").then().statusCode(403);
  }

  @Test
  void everybodyReadsWhatTheyMayAndWhy() {
    String project = project("named", MINE);
    RequestSpecification member = member("asks", "REVIEWER", project);

    given()
        .spec(member)
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("permissions", hasSize(1))
        .body("permissions[0].role", equalTo("REVIEWER"))
        .body("permissions[0].where", equalTo("named"))
        .body("permissions[0].project", equalTo(project));
  }
}
