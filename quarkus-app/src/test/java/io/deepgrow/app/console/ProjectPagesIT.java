package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What admins do about projects by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ProjectPagesIT {

  private static RequestSpecification form() {
    return given().spec(People.admin()).redirects().follow(false);
  }

  private static String done(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return form().get(answer.header("Location")).then().statusCode(200).extract().asString();
  }

  private static String make(String name) {
    Response made = form().formParam("name", name).post("/console/projects");
    assertThat(done(made)).contains("The project is made.");
    return "/console/projects/" + made.header("Location").replaceAll(".*/|\\?.*", "");
  }

  @Test
  void studiesArePastedAsLinesOrAsAColumnAndComeBackAsCsv() {
    String project = make("pasted");

    String page =
        done(
            form()
                .formParam("studies", "StudyInstanceUID,\r\n\"2.25.41\",\n 2.25.42\n2.25.41")
                .post(project + "/studies"));

    assertThat(page).contains("The studies are in the project.").contains("2.25.42");
    String csv =
        form()
            .get(project + "/studies.csv")
            .then()
            .statusCode(200)
            .contentType("text/csv")
            .header("Content-Disposition", containsString("attachment"))
            .extract()
            .asString();
    assertThat(csv).isEqualTo("StudyInstanceUID\r\n2.25.41\r\n2.25.42\r\n");
    form()
        .formParam("studies", "2.25.43\nno-uid")
        .post(project + "/studies")
        .then()
        .statusCode(400)
        .body(containsString("no-uid"));
    assertThat(done(form().formParam("study", "2.25.42").post(project + "/studies/remove")))
        .contains("no longer in the project")
        .doesNotContain("2.25.43");
  }

  @Test
  void aMemberIsAddedByNameAndSeesTheProjectsStudies() {
    String project = make("with members");
    form().formParam("studies", "2.25.51").post(project + "/studies").then().statusCode(303);
    People.create("joins", List.of());

    assertThat(
            done(
                form()
                    .formParams("account", "Joins", "role", "ANNOTATOR")
                    .post(project + "/members")))
        .contains("joins");

    given()
        .spec(People.as("joins"))
        .get("/api/v1/me")
        .then()
        .body("permissions[0].where", equalTo("with members"));
    assertThat(given().spec(People.as("joins")).get("/console/me").asString())
        .contains("the project with members");
    form()
        .formParams("account", "nobody-at-all", "role", "ANNOTATOR")
        .post(project + "/members")
        .then()
        .statusCode(404)
        .body(containsString("There is no such account"));
    assertThat(
            done(
                form()
                    .formParams("account", "joins", "role", "ANNOTATOR")
                    .post(project + "/members/remove")))
        .contains("Nobody has a role in this project");
  }

  @Test
  void aProjectIsRenamedAndDeletedByItsName() {
    String project = make("to rename");
    assertThat(done(form().formParam("name", "renamed").post(project + "/name")))
        .contains("<h1>renamed</h1>");

    form()
        .formParam("confirm", "to rename")
        .post(project + "/end")
        .then()
        .statusCode(400)
        .body(containsString("type renamed to confirm it"));
    assertThat(done(form().formParam("confirm", "renamed").post(project + "/end")))
        .contains("The project is deleted")
        .doesNotContain("renamed");
    form().get(project).then().statusCode(404);
  }

  @Test
  void manyProjectsAreReadPageByPage() {
    RequestSpecification admin = People.admin();
    for (int n = 0; n < 51; n++) {
      given()
          .spec(admin)
          .redirects()
          .follow(false)
          .formParam("name", "zz page %02d".formatted(n))
          .post("/console/projects");
    }

    String first = form().get("/console/projects?after=zz").asString();

    assertThat(first).contains("zz page 49").doesNotContain("zz page 50");
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1");
    assertThat(
            form().urlEncodingEnabled(false).get(next.replaceAll("^https?://[^/]+", "")).asString())
        .contains("zz page 50")
        .doesNotContain("zz page 49");
  }
}
