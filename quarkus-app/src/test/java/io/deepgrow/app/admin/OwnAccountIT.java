package io.deepgrow.app.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do about their own password and sign-ins. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class OwnAccountIT {

  private static final String NEXT = "another horse in another stable";

  private static int status(String cookie) {
    return given().cookie("deepgrow", cookie).get("/api/v1/me").statusCode();
  }

  private static String cookie(String name) {
    return People.signIn(name, People.PASSWORD).cookie("deepgrow");
  }

  private static Response change(RequestSpecification as, String present, String next) {
    return given()
        .spec(as)
        .contentType(ContentType.JSON)
        .body(Map.of("present", present, "next", next))
        .post("/api/v1/me/password");
  }

  @Test
  void aNewPasswordEndsAllSignInsAndBeginsOneHere() {
    People.create("changes", "VIEWER");
    String here = cookie("changes");
    String elsewhere = cookie("changes");

    Response answer = change(given().cookie("deepgrow", here), People.PASSWORD, NEXT);

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
    assertThat(answer.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
    assertThat(status(answer.cookie("deepgrow"))).isEqualTo(200);
    assertThat(List.of(status(here), status(elsewhere))).containsOnly(401);
    assertThat(People.signIn("changes", People.PASSWORD).statusCode()).isEqualTo(401);
    assertThat(People.signIn("changes", NEXT).statusCode()).isEqualTo(303);
  }

  @Test
  void whoDoesNotKnowThePresentPasswordChangesNothing() {
    String id = People.create("stays", "VIEWER");

    change(People.as("stays"), "not that one at all", NEXT)
        .then()
        .statusCode(401)
        .body("code", equalTo("account.wrong_password"));
    change(People.as("stays"), People.PASSWORD, "short")
        .then()
        .statusCode(422)
        .body("code", equalTo("account.weak_password"));
    String key = People.key(id, 1, "VIEWER");
    change(given().header("X-API-Key", key), People.PASSWORD, NEXT).then().statusCode(403);

    assertThat(People.signIn("stays", People.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void oneSignsOutElsewhereOrHereToo() {
    People.create("signs-out", "VIEWER");
    String here = cookie("signs-out");
    String elsewhere = cookie("signs-out");

    given().cookie("deepgrow", here).delete("/api/v1/me/sign-ins").then().statusCode(204);

    assertThat(status(elsewhere)).isEqualTo(401);
    assertThat(status(here)).isEqualTo(200);
    given().cookie("deepgrow", here).delete("/api/v1/me/sign-ins?here=true").then().statusCode(204);
    assertThat(status(here)).isEqualTo(401);
  }

  @Test
  void aProgramGetsNoPassword() {
    RequestSpecification admin = People.admin();
    String id =
        given()
            .spec(admin)
            .contentType(ContentType.JSON)
            .body(Map.of("name", "program", "kind", "PROGRAM"))
            .post("/api/v1/admin/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    given()
        .spec(admin)
        .contentType(ContentType.JSON)
        .body(Map.of("password", NEXT))
        .put("/api/v1/admin/accounts/" + id + "/password")
        .then()
        .statusCode(422)
        .body("code", equalTo("account.no_password"));
    assertThat(People.signIn("program", NEXT).statusCode()).isEqualTo(401);
  }

  @Test
  void accountsAreFoundByAPartOfEitherName() {
    RequestSpecification admin = People.admin();
    given()
        .spec(admin)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "zz-found", "displayName", "Hopper, 100 %", "kind", "PROGRAM"))
        .post("/api/v1/admin/accounts")
        .then()
        .statusCode(201);

    for (String text : List.of("ZZ-FOU", "hopper", "100 %")) {
      given()
          .spec(admin)
          .queryParam("search", text)
          .get("/api/v1/admin/accounts")
          .then()
          .statusCode(200)
          .body("name", equalTo(List.of("zz-found")));
    }
    given()
        .spec(admin)
        .queryParam("search", "%")
        .queryParam("after", "zz-found")
        .get("/api/v1/admin/accounts")
        .then()
        .body("name", equalTo(List.of()));
  }
}
