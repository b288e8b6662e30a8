package io.deepgrow.app.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** How people and programs come in, and how they are kept out. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
class AccountsIT {

  @Inject DataSource database;

  private Sql sql() {
    return new Sql(database);
  }

  private static RequestSpecification json(RequestSpecification as) {
    return given().spec(as).contentType(ContentType.JSON);
  }

  @Test
  void theFirstAdminIsMadeOnceByTheCodeOfTheLog() {
    given()
        .formParams("code", "guess", "name", "eve", "password", People.PASSWORD)
        .post("/setup")
        .then()
        .statusCode(409)
        .body(containsString("The code is not the one of the log"));
    People.admin();

    given()
        .formParams("code", IdentityProfile.CODE, "name", "eve", "password", People.PASSWORD)
        .post("/setup")
        .then()
        .statusCode(409);
    given().get("/setup").then().statusCode(200).body(containsString("has been made"));
  }

  @Test
  void aPersonSignsInByACookieThatNoScriptReads() throws SQLException {
    People.create("grace", "ANNOTATOR");

    Response answer = People.signIn("Grace", People.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(303);
    // no scheme and no host: a proxy may show others to browsers
    assertThat(answer.header("Location")).isEqualTo("/console");
    assertThat(answer.header("Set-Cookie"))
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Max-Age=");
    given()
        .cookie("deepgrow", answer.cookie("deepgrow"))
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("name", equalTo("grace"))
        .body("permissions.role", hasItem("ANNOTATOR"))
        .body("permissions.where", everyItem(equalTo("all studies")));
    assertThat(
            sql()
                .text(
                    "select count(*) from sign_in where token_hash = '%s'"
                        .formatted(answer.cookie("deepgrow"))))
        .isEqualTo("0");
  }

  @Test
  void everySignInHasATokenOfItsOwn() {
    People.create("fix", "VIEWER");
    String planted = "0".repeat(64);

    Response answer =
        given()
            .redirects()
            .follow(false)
            .cookie("deepgrow", planted)
            .formParams("name", "fix", "password", People.PASSWORD)
            .post("/sign-in");

    assertThat(answer.cookie("deepgrow")).isNotEqualTo(planted).hasSize(64);
    given().cookie("deepgrow", planted).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void nobodyLearnsWhetherThereIsAnAccount() {
    People.create("known", "VIEWER");

    Response wrong = People.signIn("known", "a wrong password of length");
    Response nobody = People.signIn("nobody", "a wrong password of length");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(wrong.asString().replace("known", ""))
        .isEqualTo(nobody.asString().replace("nobody", ""));
    assertThat(wrong.cookies()).isEmpty();
  }

  @Test
  void whoGuessesWaitsAndOthersDoNot() throws SQLException {
    People.create("target", "VIEWER");
    People.create("other", "VIEWER");
    for (int n = 0; n < 5; n++) {
      assertThat(People.signIn("target", "wrong " + n).statusCode()).isEqualTo(401);
    }

    Response next = People.signIn("target", People.PASSWORD);

    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(People.signIn("other", People.PASSWORD).statusCode()).isEqualTo(303);
    sql().run("delete from sign_in_failure");
    assertThat(People.signIn("target", People.PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void noOtherSiteIsOpenedAfterSigningIn() {
    People.create("path", "VIEWER");
    for (String to :
        List.of("https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", "")) {
      Response answer =
          given()
              .redirects()
              .follow(false)
              .formParams("name", "path", "password", People.PASSWORD, "to", to)
              .post("/sign-in");
      assertThat(answer.header("Location")).as(to).isEqualTo("/");
    }
  }

  @Test
  void aPageAsksToSignInAndAProgramIsRefused() {
    given()
        .redirects()
        .follow(false)
        .get("/deepgrow?StudyInstanceUIDs=1.2")
        .then()
        .statusCode(303)
        .header("Location", containsString("/sign-in?to=%2Fdeepgrow%3FStudyInstanceUIDs%3D1.2"));
    given()
        .get("/api/v1/sessions")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("code", equalTo("security.unauthenticated"));
  }

  @Test
  void signingOutEndsItAtOnce() {
    People.create("leaver", "VIEWER");
    String cookie = People.signIn("leaver", People.PASSWORD).cookie("deepgrow");

    given()
        .redirects()
        .follow(false)
        .cookie("deepgrow", cookie)
        .post("/sign-out")
        .then()
        .statusCode(303);

    given().cookie("deepgrow", cookie).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void whoIsLockedIsOutAndSoAreTheirKeys() {
    String id = People.create("locked", "ANNOTATOR");
    String cookie = People.signIn("locked", People.PASSWORD).cookie("deepgrow");
    String key = People.key(id, 1, "VIEWER");
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(200);

    json(People.admin())
        .body(Map.of("locked", true))
        .patch("/api/v1/admin/accounts/" + id)
        .then()
        .statusCode(200)
        .body("locked", equalTo(true));

    given().cookie("deepgrow", cookie).get("/api/v1/me").then().statusCode(401);
    given().header("X-API-Key", key).get("/api/v1/me").then().statusCode(401);
    assertThat(People.signIn("locked", People.PASSWORD).statusCode()).isEqualTo(401);
  }

  @Test
  void aKeyComesByEveryWayThatProgramsKnow() throws SQLException {
    String key = People.key(People.create("robot", "ANNOTATOR"), 30, "ANNOTATOR");

    given().header("Authorization", "Bearer " + key).get("/api/v1/models").then().statusCode(200);
    given().header("X-API-Key", key).get("/api/v1/models").then().statusCode(200);
    given().auth().preemptive().basic("any", key).get("/api/v1/models").then().statusCode(200);
    given()
        .header("Authorization", "Bearer " + key + "0")
        .get("/api/v1/models")
        .then()
        .statusCode(401);
    assertThat(
            sql()
                .text(
                    "select count(*) from api_key where secret_hash like '%"
                        + key.substring(key.lastIndexOf('_') + 1)
                        + "%'"))
        .isEqualTo("0");
  }

  @Test
  void aKeyMayNoMoreThanItsOwnerAndItsOwnRoles() {
    String viewer = People.create("looks", "VIEWER");
    String annotator = People.create("clicks", "ANNOTATOR");

    String tooMuch = People.key(viewer, 1, "ADMIN", "ANNOTATOR", "VIEWER");
    String less = People.key(annotator, 1, "VIEWER");

    for (String key : List.of(tooMuch, less)) {
      given()
          .header("X-API-Key", key)
          .contentType(ContentType.JSON)
          .body("{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.2\"}")
          .post("/api/v1/sessions")
          .then()
          .statusCode(403)
          .body("code", equalTo("security.forbidden"))
          .body("detail", containsString("needs the role ANNOTATOR"));
      given().header("X-API-Key", key).get("/api/v1/admin/accounts").then().statusCode(403);
    }
  }

  @Test
  void keysThatHaveEndedSaySo() throws SQLException {
    String owner = People.create("keys", "VIEWER");
    String revoked = People.key(owner, 1, "VIEWER");
    String expired = People.key(owner, 1, "VIEWER");
    given()
        .spec(People.admin())
        .delete("/api/v1/admin/keys/" + revoked.split("_")[1])
        .then()
        .statusCode(204);
    sql().run("update api_key set expires_at = now() where id = '" + expired.split("_")[1] + "'");

    given()
        .header("X-API-Key", revoked)
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .body("detail", containsString("is revoked"));
    given()
        .header("X-API-Key", expired)
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .body("detail", containsString("is expired"));
  }

  @Test
  void aRotatedKeyAndItsSuccessorAreBothGoodForAWhile() throws SQLException {
    String old = People.key(People.create("rotates", "VIEWER"), 10, "VIEWER");
    String id = old.split("_")[1];

    String next =
        given()
            .spec(People.admin())
            .post("/api/v1/admin/keys/" + id + "/rotation?hours=1")
            .then()
            .statusCode(201)
            .body("key", startsWith("dgk_"))
            .extract()
            .path("key");

    given().header("X-API-Key", old).get("/api/v1/me").then().statusCode(200);
    given().header("X-API-Key", next).get("/api/v1/me").then().statusCode(200);
    sql().run("update api_key set revoked_at = now() where id = '" + id + "'");
    given().header("X-API-Key", next).get("/api/v1/me").then().statusCode(200);
  }

  @Test
  void slicersPluginSignsInWithNameAndPasswordForSomeHours() {
    People.create("slicer", "ANNOTATOR");

    String token =
        given()
            .formParams("username", "slicer", "password", People.PASSWORD)
            .post("/auth/token")
            .then()
            .statusCode(200)
            .body("token_type", equalTo("Bearer"))
            .extract()
            .path("access_token");

    given()
        .header("Authorization", "Bearer " + token)
        .get("/auth/token/valid")
        .then()
        .statusCode(200)
        .body("username", equalTo("slicer"))
        .body("roles", equalTo(List.of("user", "annotator")));
    given()
        .formParams("username", "slicer", "password", "wrong")
        .post("/auth/token")
        .then()
        .statusCode(401);
  }

  @Test
  void thereIsAlwaysAnAdmin() throws SQLException {
    RequestSpecification admin = People.admin();
    String id = given().spec(admin).get("/api/v1/me").then().extract().path("id");
    sql().run("delete from role_grant where role = 'ADMIN' and account_id <> '" + id + "'");

    json(admin)
        .body(Map.of("locked", true))
        .patch("/api/v1/admin/accounts/" + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("account.last_admin"));
    json(admin)
        .body(Map.of("grants", List.of()))
        .put("/api/v1/admin/accounts/" + id + "/grants")
        .then()
        .statusCode(409)
        .body("code", equalTo("account.last_admin"));
    given().spec(admin).get("/api/v1/admin/accounts").then().statusCode(200);
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    String id = People.create("changing", "VIEWER");
    RequestSpecification admin = People.admin();
    String seen =
        given().spec(admin).get("/api/v1/admin/accounts/" + id).then().extract().header("ETag");
    json(admin)
        .header("If-Match", seen)
        .body(Map.of("displayName", "First"))
        .patch("/api/v1/admin/accounts/" + id)
        .then()
        .statusCode(200)
        .header("ETag", not(equalTo(seen)));

    json(admin)
        .header("If-Match", seen)
        .body(Map.of("grants", List.of(Map.of("role", "ADMIN"))))
        .put("/api/v1/admin/accounts/" + id + "/grants")
        .then()
        .statusCode(412)
        .body("code", equalTo("request.changed"));
  }

  @Test
  void weakPasswordsAndOddNamesAreRefused() {
    RequestSpecification admin = People.admin();
    for (String password :
        List.of(
            "short", "aaaaaaaaaaaaaa", "123456789012345", "Passw0rd1234!", "weakling-weakling")) {
      json(admin)
          .body(Map.of("name", "weakling", "kind", "PERSON", "password", password))
          .post("/api/v1/admin/accounts")
          .then()
          .statusCode(422)
          .body("code", equalTo("account.weak_password"));
    }
    for (String name : List.of("", "Upper", "a b", "a/b", "x".repeat(65), "-first")) {
      json(admin)
          .body(Map.of("name", name, "kind", "PERSON", "password", People.PASSWORD))
          .post("/api/v1/admin/accounts")
          .then()
          .statusCode(400);
    }
    People.create("twice", "VIEWER");
    json(admin)
        .body(Map.of("name", "twice", "kind", "PERSON", "password", People.PASSWORD))
        .post("/api/v1/admin/accounts")
        .then()
        .statusCode(409)
        .body("code", equalTo("account.exists"));
  }

  @Test
  void everyDeedSaysWhoDidItAndNoSecret() throws SQLException {
    String id = People.create("audited", "VIEWER");
    String key = People.key(id, 1, "VIEWER");
    People.signIn("audited", "wrong password here");

    assertThat(
            sql()
                .text(
                    "select string_agg(actor || ' ' || action || ' ' || outcome, ', ' order by id) from"
                        + " audit_event where object_id = '"
                        + id
                        + "'"))
        .isEqualTo("ada account.created DONE, ada grants.changed DONE, unknown signed_in REFUSED");
    assertThat(
            sql()
                .text(
                    "select count(*) from audit_event where detail like '%"
                        + key
                        + "%' or detail"
                        + " like '%"
                        + People.PASSWORD
                        + "%'"))
        .isEqualTo("0");
    assertThat(
            Set.of(
                sql()
                    .text("select count(*) from audit_event where address = '' and actor = 'ada'")))
        .containsExactly("0");
  }

  @Test
  void aLinkSignsItsOwnerInOnceAndOnlyByItsButton() {
    People.create("linked", "VIEWER");
    String path =
        given()
            .spec(People.as("linked"))
            .post("/api/v1/me/links")
            .then()
            .statusCode(201)
            .extract()
            .path("path");
    String code = path.substring(path.indexOf('=') + 1);
    given().get(path).then().statusCode(200).body(containsString(code));
    given().get(path).then().statusCode(200);

    String cookie =
        given()
            .redirects()
            .follow(false)
            .formParam("code", code)
            .post("/sign-in/link")
            .then()
            .statusCode(303)
            .extract()
            .cookie("deepgrow");

    given().cookie("deepgrow", cookie).get("/api/v1/me").then().body("name", equalTo("linked"));
    given().formParam("code", code).post("/sign-in/link").then().statusCode(401);
  }

  @Test
  void aKeyMakesNoLinkAndNoKey() {
    String key = People.key(People.create("makes-no-key", "ANNOTATOR"), 1, "ANNOTATOR");

    given().header("X-API-Key", key).post("/api/v1/me/links").then().statusCode(403);
    given()
        .header("X-API-Key", key)
        .contentType(ContentType.JSON)
        .body(Map.of("name", "more", "roles", List.of("VIEWER"), "days", 1))
        .post("/api/v1/me/keys")
        .then()
        .statusCode(403);
  }

  @Test
  void aLinkThatWasMadeBeforeSigningOutEverywhereOpensNothing() {
    String id = People.create("leaves-a-link", "VIEWER");
    String path =
        given()
            .spec(People.as("leaves-a-link"))
            .post("/api/v1/me/links")
            .then()
            .statusCode(201)
            .extract()
            .path("path");

    given()
        .spec(People.admin())
        .post("/api/v1/admin/accounts/" + id + "/sign-out")
        .then()
        .statusCode(204);

    given()
        .formParam("code", path.substring(path.indexOf('=') + 1))
        .post("/sign-in/link")
        .then()
        .statusCode(401);
  }
}
