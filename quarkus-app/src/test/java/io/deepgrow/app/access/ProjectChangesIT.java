package io.deepgrow.app.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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

/** Projects get other names, and end with the roles in them. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ProjectChangesIT {

  private static final String ADMIN = "/api/v1/admin/projects/";

  private static RequestSpecification json() {
    return given().spec(People.admin()).contentType(ContentType.JSON);
  }

  private static String project(String name, String... studies) {
    String id =
        json()
            .body(Map.of("name", name))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json()
        .body(Map.of("studyUids", List.of(studies)))
        .post(ADMIN + id + "/studies")
        .then()
        .statusCode(200);
    return id;
  }

  @Test
  void aProjectIsRenamedByWhoSawItAsItIs() {
    project("taken", "2.25.31");
    String id = project("before", "2.25.31");
    String seen = json().get(ADMIN + id).then().statusCode(200).extract().header("ETag");

    json()
        .header("If-Match", seen)
        .body(Map.of("name", " after "))
        .patch(ADMIN + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("after"));
    json()
        .header("If-Match", seen)
        .body(Map.of("name", "late"))
        .patch(ADMIN + id)
        .then()
        .statusCode(412);
    json()
        .body(Map.of("name", "taken"))
        .patch(ADMIN + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("project.exists"));
    json().body(Map.of("name", " ")).patch(ADMIN + id).then().statusCode(400);
  }

  @Test
  void aDeletedProjectEndsTheRolesInIt() {
    String id = project("ends", "2.25.32");
    String account =
        People.create(
            "was-member",
            List.of(Map.of("role", "ANNOTATOR", "project", id), Map.of("role", "AUDITOR")));
    RequestSpecification member = People.as("was-member");
    json()
        .body(Map.of("grants", List.of(Map.of("role", "VIEWER", "project", id))))
        .put("/api/v1/admin/groups/ends-group/grants")
        .then()
        .statusCode(200);
    json()
        .get(ADMIN + id + "/members")
        .then()
        .statusCode(200)
        .body("name", equalTo(List.of("was-member", "ends-group")))
        .body("role", equalTo(List.of("ANNOTATOR", "VIEWER")))
        .body("account[0]", equalTo(account));

    json()
        .delete(ADMIN + id + "?confirm=end")
        .then()
        .statusCode(400)
        .body("detail", containsString("confirm is the name of the project"));
    json()
        .header("If-Match", "\"7\"")
        .queryParam("confirm", "ends")
        .delete(ADMIN + id)
        .then()
        .statusCode(412);
    json().queryParam("confirm", "ends").delete(ADMIN + id).then().statusCode(204);

    json().get(ADMIN + id).then().statusCode(404).body("code", equalTo("project.not_found"));
    given()
        .spec(member)
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("permissions", hasSize(1))
        .body("permissions[0].role", equalTo("AUDITOR"));
    given().spec(member).get("/api/v1/sessions").then().statusCode(403);
  }

  @Test
  void theWorkOnTheStudiesOfAProjectIsCounted() {
    String id = project("counted", "2.25.33", "2.25.34");
    String session =
        json()
            .body(Map.of("studyUid", "2.25.33", "seriesUid", "2.25.33.1"))
            .post("/api/v1/sessions?wait=PT30S")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    json()
        .body(Map.of("studyUid", "2.25.34", "seriesUid", "2.25.34.1"))
        .post("/api/v1/sessions?wait=PT30S")
        .then()
        .statusCode(201);
    json().delete("/api/v1/sessions/" + session).then().statusCode(204);

    json()
        .get(ADMIN + id + "/work")
        .then()
        .statusCode(200)
        .body("sessions", equalTo(2))
        .body("openSessions", equalTo(1))
        .body("results", equalTo(0));
    json().get(ADMIN + "2f1c5f9e-2b1e-4b8e-9f8e-0d9d3c1f2a3b/work").then().statusCode(404);
  }
}
