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

/** What people see of themselves and do about it by forms alone, without a script. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class MePagesIT {

  private static final String NEXT = "another horse in another stable";

  private static RequestSpecification as(String cookie) {
    return given().cookie("deepgrow", cookie).redirects().follow(false);
  }

  private static String cookie(String name) {
    return People.signIn(name, People.PASSWORD).cookie("deepgrow");
  }

  private static int status(String cookie) {
    return as(cookie).get("/console/me").statusCode();
  }

  @Test
  void onePageSaysWhatIMayDoAndWhy() {
    People.create("reads-me", "REVIEWER");

    as(cookie("reads-me"))
        .get("/console/me")
        .then()
        .statusCode(200)
        .body(containsString("REVIEWER"))
        .body(containsString("all studies"))
        .body(containsString("VIEWER, ANNOTATOR"))
        .body(not(containsString("/console/accounts")));
  }

  @Test
  void whoHasNoRoleYetReadsThatAndMayChangeTheirPassword() {
    People.create("waits-for-a-role");
    String here = cookie("waits-for-a-role");

    as(here).get("/console").then().statusCode(303);
    as(here).get("/console/me").then().statusCode(200).body(containsString("Nothing yet."));
    as(here).get("/api/v1/me").then().statusCode(200);
    as(here)
        .formParams("present", People.PASSWORD, "next", NEXT)
        .post("/console/me/password")
        .then()
        .statusCode(303);
  }

  @Test
  void whatAPageCannotDoIsAPageWithTheWayBack() {
    People.create("goes-astray", "REVIEWER");
    String here = cookie("goes-astray");

    as(here)
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get("/console/accounts")
        .then()
        .statusCode(403)
        .contentType("text/html")
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("This needs the role ADMIN"))
        .body(containsString("To the console"));
    as(here)
        .accept("text/html")
        .get("/console/nothing")
        .then()
        .statusCode(404)
        .body(containsString("To the console"));
    as(here)
        .accept("*/*")
        .get("/console/accounts")
        .then()
        .statusCode(403)
        .body("code", org.hamcrest.Matchers.equalTo("security.forbidden"));
  }

  @Test
  void aNewPasswordGoesOnWithANewCookie() {
    People.create("form-password", "VIEWER");
    String here = cookie("form-password");
    String elsewhere = cookie("form-password");
    as(here)
        .formParams("present", "wrong of course", "next", NEXT)
        .post("/console/me/password")
        .then()
        .statusCode(401)
        .body(containsString("role=\"alert\""));

    Response answer =
        as(here).formParams("present", People.PASSWORD, "next", NEXT).post("/console/me/password");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(as(answer.cookie("deepgrow")).get(answer.header("Location")).asString())
        .contains("Your new password holds.");
    assertThat(status(elsewhere)).isEqualTo(303);
    assertThat(People.signIn("form-password", NEXT).statusCode()).isEqualTo(303);
  }

  @Test
  void oneSignsOutElsewhereAndThenEverywhere() {
    People.create("form-out", "VIEWER");
    String here = cookie("form-out");
    String elsewhere = cookie("form-out");

    as(here).formParam("here", "false").post("/console/me/sign-out").then().statusCode(303);

    assertThat(status(here)).isEqualTo(200);
    assertThat(status(elsewhere)).isEqualTo(303);
    as(here)
        .formParam("here", "true")
        .post("/console/me/sign-out")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in"));
    assertThat(status(here)).isEqualTo(303);
  }

  @Test
  void aKeyOfMineIsMadeAndEndedAndNobodyElsesIs() {
    String other = People.key(People.create("not-me", "VIEWER"), 1, "VIEWER").split("_")[1];
    People.create("key-forms", "ANNOTATOR");
    String me = cookie("key-forms");

    String page =
        as(me)
            .formParams("name", "script", "role", "VIEWER", "days", "1")
            .post("/console/me/keys")
            .then()
            .statusCode(200)
            .extract()
            .asString();

    String key = page.replaceAll("(?s).*(dgk_[0-9a-f]{12}_[0-9a-f]{48}).*", "$1");
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(200);
    assertThat(as(me).get("/console/me").asString()).contains("script").doesNotContain(key);
    String id = key.split("_")[1];
    as(me)
        .formParam("confirm", other)
        .post("/console/me/keys/" + other + "/end")
        .then()
        .statusCode(404);
    as(me).formParam("confirm", id).post("/console/me/keys/" + id + "/end").then().statusCode(303);
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(401);
    as(me)
        .formParams("name", "none", "days", "1")
        .post("/console/me/keys")
        .then()
        .statusCode(400)
        .body(containsString("at least one role"));
  }
}
