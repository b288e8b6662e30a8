package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** What admins and operators do about connections by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class ConnectionPagesIT {

  private static final String SECRET = "Uv9-typed-into-a-form";

  private static RequestSpecification form() {
    return given().spec(People.admin()).redirects().follow(false);
  }

  private static String done(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return form().get(answer.header("Location")).then().statusCode(200).extract().asString();
  }

  private static RequestSpecification settings(String root) {
    return form()
        .formParam("root", root)
        .formParam("role", "BOTH")
        .formParam("dialect", "ORTHANC")
        .formParam("authentication", "BASIC")
        .formParam("username", "deepgrow")
        .formParam("parallelCalls", "")
        .formParam("callsAMinute", "30");
  }

  private static String make(String name) {
    Response made =
        settings("http://127.0.0.1:9/dicom-web")
            .formParam("name", name)
            .post("/console/connections/new");
    assertThat(done(made)).contains("The connection is made.").contains("not set");
    return "/console/connections/" + made.header("Location").replaceAll(".*/|\\?.*", "");
  }

  private static String revision(String path) {
    return form()
        .get(path)
        .asString()
        .replaceAll("(?s).*name=\"revision\" value=\"(\\d+)\".*", "$1");
  }

  @Test
  void aConnectionIsMadeChangedTriedDisabledAndDeletedByForms() {
    form().get("/console/connections/new").then().statusCode(200).body(containsString("Make the"));
    String path = make("by-forms");

    String secret =
        done(
            form()
                .formParam("field", "password")
                .formParam("value", SECRET)
                .formParam("revision", revision(path))
                .post(path + "/secrets"));
    assertThat(secret).contains("never shown again").contains("by ada").doesNotContain(SECRET);

    assertThat(
            done(
                settings("http://127.0.0.1:9/other")
                    .formParam("revision", revision(path))
                    .post(path + "/settings")))
        .contains("The new settings hold")
        .contains("http://127.0.0.1:9/other")
        .contains("30 a minute");

    String tried =
        form()
            .formParam("store", "")
            .post(path + "/test")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(tried).contains("Search (QIDO)").contains("failed").contains("are refused");

    assertThat(
            done(
                form()
                    .formParam("enabled", "false")
                    .formParam("revision", revision(path))
                    .post(path + "/enabled")))
        .contains("disabled");
    form()
        .formParam("confirm", "another")
        .post(path + "/end")
        .then()
        .statusCode(400)
        .body(containsString("type by-forms to confirm"));
    assertThat(done(form().formParam("confirm", "by-forms").post(path + "/end")))
        .contains("The connection is deleted");
  }

  @Test
  void whatIsWrongIsSaidAboveAFormThatHoldsWhatWasTyped() {
    settings("http://pacs.example.org/rs")
        .formParam("name", "in-clear")
        .post("/console/connections/new")
        .then()
        .statusCode(422)
        .body(containsString("in clear"))
        .body(containsString("http://pacs.example.org/rs"))
        .body(containsString("value=\"in-clear\""));
    String path = make("changed-by-two");
    settings("http://127.0.0.1:9/late")
        .formParam("revision", "99")
        .post(path + "/settings")
        .then()
        .statusCode(412)
        .body(containsString("changed this connection meanwhile"))
        .body(containsString("http://127.0.0.1:9/late"));
    form()
        .formParam("field", "password")
        .formParam("value", "two\nlines-typed")
        .post(path + "/secrets")
        .then()
        .statusCode(422)
        .body(not(containsString("lines-typed")));
  }

  @Test
  void anOperatorSeesAndTriesButChangesNothing() {
    String path = make("for-operators");
    People.create("tries", "OPERATOR");
    RequestSpecification operator = given().spec(People.as("tries")).redirects().follow(false);
    given()
        .spec(operator)
        .get("/console/connections")
        .then()
        .statusCode(200)
        .body(containsString("for-operators"))
        .body(not(containsString("Make a connection")));
    given()
        .spec(operator)
        .get(path)
        .then()
        .statusCode(200)
        .body(containsString("An admin changes them"))
        .body(not(containsString("Change the settings")));
    given()
        .spec(operator)
        .formParam("store", "true")
        .post(path + "/test")
        .then()
        .statusCode(422)
        .body(containsString("no password yet"));
    given()
        .spec(operator)
        .formParam("confirm", "for-operators")
        .post(path + "/end")
        .then()
        .statusCode(403);
    given().spec(operator).get("/console/connections/new").then().statusCode(403);
  }

  @Test
  void theConfiguredOneSaysWhereItIsChanged() {
    form()
        .get("/console/connections/00000000-0000-0000-0000-000000000000")
        .then()
        .statusCode(200)
        .body(containsString("deepgrow.pacs"))
        .body(not(containsString("Change the settings")));
  }
}
