package io.deepgrow.app.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What admins do about accounts by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class AccountPagesIT {

  private static final Pattern KEY = Pattern.compile("dgk_[0-9a-f]{12}_[0-9a-f]{48}");

  private static RequestSpecification form() {
    return given().spec(People.admin()).redirects().follow(false);
  }

  private static String page(String path) {
    return form().get(path).then().statusCode(200).extract().asString();
  }

  /** What the page says that a form leads to. */
  private static String done(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return form().get(answer.header("Location")).then().statusCode(200).extract().asString();
  }

  private static String account(String id) {
    return "/console/accounts/" + id;
  }

  @Test
  void anAdminMakesAnAccountAndGivesItARole() {
    Response made =
        form()
            .formParams("name", "Formed", "displayName", "By <form>", "kind", "PERSON")
            .formParam("password", People.PASSWORD)
            .post("/console/accounts");
    assertThat(done(made)).contains("The account is made.").contains("By &lt;form&gt;");
    String id = made.header("Location").replaceAll(".*/|\\?.*", "");

    assertThat(
            done(
                form().formParams("role", "ANNOTATOR", "project", "").post(account(id) + "/roles")))
        .contains("The role is given.");

    given()
        .spec(People.as("formed"))
        .get("/api/v1/me")
        .then()
        .body("permissions.role", hasItem("ANNOTATOR"));
    assertThat(page("/console/accounts?search=formed")).contains("ANNOTATOR").contains(id);
    assertThat(page("/console/accounts?search=no+such+name")).contains("No account has this");
    done(form().formParams("role", "ANNOTATOR", "project", "").post(account(id) + "/roles/remove"));
    assertThat(page(account(id))).contains("may do nothing yet");
  }

  @Test
  void whatWasWrongIsSaidOnThePageOfTheForm() {
    form()
        .formParams("name", "weak", "displayName", "Still here", "kind", "PERSON")
        .formParam("password", "short")
        .post("/console/accounts")
        .then()
        .statusCode(422)
        .body(allOf(containsString("role=\"alert\""), containsString("Still here")))
        .body(not(containsString("value=\"short\"")));
    String id = People.create("wrong-forms", "VIEWER");
    form().formParams("role", "KING").post(account(id) + "/roles").then().statusCode(400);
    form()
        .formParams("role", "VIEWER", "project", "not-an-id")
        .post(account(id) + "/roles")
        .then()
        .statusCode(400);
    form()
        .formParams("displayName", "Late", "revision", "999")
        .post(account(id) + "/name")
        .then()
        .statusCode(412)
        .body(containsString("Somebody has changed this account meanwhile"));
  }

  @Test
  void aKeyIsShownOnceAndEndsByItsName() {
    String id = People.create("keyed", "ANNOTATOR");

    String answer =
        form()
            .formParams("name", "night <batch>", "days", "7")
            .formParam("role", "VIEWER", "ANNOTATOR")
            .post(account(id) + "/keys")
            .then()
            .statusCode(200)
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .asString();
    String key = key(answer);

    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(200);
    assertThat(page(account(id))).doesNotContain(key).contains("night &lt;batch&gt;");
    String keyId = key.split("_")[1];
    String end = account(id) + "/keys/" + keyId + "/end";
    form().formParam("confirm", "night").post(end).then().statusCode(400);
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(200);
    assertThat(done(form().formParam("confirm", keyId).post(end))).contains("The key has ended.");
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void aKeyIsRotatedOnThePageOfItsOwnAccountOnly() {
    String id = People.create("turns", "ANNOTATOR");
    String other = People.create("turns-not", "ANNOTATOR");
    String key = People.key(id, 3, "VIEWER");
    String rotation = "/keys/" + key.split("_")[1] + "/rotation";

    form().formParam("hours", "1").post(account(other) + rotation).then().statusCode(404);
    form().formParam("hours", "-1").post(account(id) + rotation).then().statusCode(400);
    String next =
        key(
            form()
                .formParam("hours", "1")
                .post(account(id) + rotation)
                .then()
                .statusCode(200)
                .extract()
                .asString());

    for (String each : List.of(key, next)) {
      given().header("X-API-Key", each).get("/api/v1/me").then().statusCode(200);
    }
  }

  private static String key(String page) {
    Matcher key = KEY.matcher(page);
    assertThat(key.find()).as(page).isTrue();
    return key.group();
  }

  @Test
  void whoIsLockedByAFormIsOut() {
    String id = People.create("form-locked", "VIEWER");
    RequestSpecification them = People.as("form-locked");

    assertThat(done(form().formParams("locked", "true").post(account(id) + "/locked")))
        .contains("Locked.")
        .contains("Unlock");

    given().spec(them).get("/api/v1/me").then().statusCode(401);
    done(form().formParams("locked", "false").post(account(id) + "/locked"));
    String password = "a third horse in a third stable";
    done(form().formParams("password", password).post(account(id) + "/password"));
    assertThat(People.signIn("form-locked", password).statusCode()).isEqualTo(303);
    assertThat(done(form().post(account(id) + "/sign-out"))).contains("signed out everywhere");
    assertThat(done(form().formParams("displayName", "New").post(account(id) + "/name")))
        .contains("<h1>New</h1>");
    assertThat(done(form().formParams("displayName", " ").post(account(id) + "/name")))
        .as("without a name it is seen by the account's")
        .contains("<h1>form-locked</h1>");
  }

  @Test
  void groupsOfTheProviderGetRoles() {
    assertThat(
            done(
                form()
                    .formParams("group", "ct <readers>", "role", "VIEWER", "project", "")
                    .post("/console/groups/roles")))
        .contains("ct &lt;readers&gt;");
    given()
        .spec(People.admin())
        .get("/api/v1/admin/groups")
        .then()
        .body("name", hasItem("ct <readers>"));
    done(
        form()
            .formParams("group", "ct <readers>", "role", "VIEWER", "project", "")
            .post("/console/groups/roles/remove"));
    assertThat(page("/console/groups")).doesNotContain("ct &lt;readers&gt;");
    form()
        .formParams("group", " ", "role", "VIEWER")
        .post("/console/groups/roles")
        .then()
        .statusCode(400);
  }

  @Test
  void nobodyButAdminsSeesOrSendsAnyOfIt() {
    String id = People.create("operates-accounts", List.of(Map.of("role", "OPERATOR")));
    for (String path :
        List.of("/console/accounts", account(id), "/console/groups", "/console/projects")) {
      given().spec(People.as("operates-accounts")).get(path).then().statusCode(403);
    }
    given()
        .spec(People.as("operates-accounts"))
        .formParams("role", "ADMIN")
        .post(account(id) + "/roles")
        .then()
        .statusCode(403);
    given()
        .spec(People.admin())
        .header("Sec-Fetch-Site", "cross-site")
        .formParams("role", "ADMIN")
        .post(account(id) + "/roles")
        .then()
        .statusCode(403);
  }
}
