package io.deepgrow.app.pacs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a member of a project gets of searches that a PACS answers with everybody's studies. */
@QuarkusTest
@TestProfile(SharedPacsProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(SharedPacs.class)
class StudyAccessIT {

  private static RequestSpecification member(String name) {
    RequestSpecification admin = People.admin();
    String project =
        given()
            .spec(admin)
            .contentType(ContentType.JSON)
            .body(Map.of("name", "of " + name))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .spec(admin)
        .contentType(ContentType.JSON)
        .body(Map.of("studyUids", List.of(SharedPacs.MINE)))
        .post("/api/v1/admin/projects/" + project + "/studies")
        .then()
        .statusCode(200);
    People.create(name, List.of(Map.of("role", "VIEWER", "project", project)));
    return People.as(name);
  }

  @BeforeEach
  void forget() {
    SharedPacs.QUERIES.clear();
  }

  @Test
  void aSearchGivesTheStudiesOfTheProjectAloneWithUrlsThatLeadBackHere() {
    RequestSpecification member = member("searches");
    for (String path : List.of("/studies", "/series?Modality=CT", "/instances")) {
      given()
          .spec(member)
          .get("/dicom-web" + path)
          .then()
          .statusCode(200)
          .contentType(containsString("application/dicom+json"))
          .body("", hasSize(1))
          .body("[0].0020000D.Value[0]", equalTo(SharedPacs.MINE))
          .body("[0].00081190.Value[0]", endsWith("/dicom-web/studies/" + SharedPacs.MINE))
          .body(not(containsString("/pacs")));
    }
    assertThat(SharedPacs.QUERIES)
        .containsExactly(
            "/studies?StudyInstanceUID=" + SharedPacs.MINE,
            "/series?Modality=CT&StudyInstanceUID=" + SharedPacs.MINE,
            "/instances?StudyInstanceUID=" + SharedPacs.MINE);
  }

  @Test
  void askingForAnothersStudyByItsUidFindsNothing() {
    given()
        .spec(member("asks"))
        .get("/dicom-web/studies?StudyInstanceUID=" + SharedPacs.OTHERS)
        .then()
        .statusCode(200)
        .body("0020000D.Value.flatten()", not(hasItems(SharedPacs.OTHERS)));
  }

  @Test
  void whoHasARoleForAllStudiesGetsThemAllAsTheyCome() {
    given().spec(People.admin()).get("/dicom-web/studies").then().body("", hasSize(2));
  }

  @Test
  void anAnswerThatIsNoListIsNotPassedOn() {
    given().spec(member("odd")).get("/dicom-web/studies?x=nonsense").then().statusCode(502);
  }

  @Test
  void whoSeesAllStudiesAndAnnotatesInAProjectStoresNothingByThisWay() {
    String project =
        given()
            .spec(People.admin())
            .contentType(ContentType.JSON)
            .body(Map.of("name", "of half"))
            .post("/api/v1/admin/projects")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    People.create(
        "half", List.of(Map.of("role", "VIEWER"), Map.of("role", "ANNOTATOR", "project", project)));
    RequestSpecification half = People.as("half");
    given().spec(half).get("/dicom-web/studies").then().statusCode(200).body("", hasSize(2));
    given().spec(half).post("/dicom-web/studies").then().statusCode(403);
  }
}
