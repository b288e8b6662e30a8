package io.deepgrow.app.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** Signs people in and lets the first admin make others. */
public final class People {

  public static final String PASSWORD = "correct horse battery staple";

  /** The cookie of the first admin, of the database that the last test had. */
  private static volatile String admin = "";

  private People() {}

  /** A request of the first admin, who is made and signed in where that was not done yet. */
  public static RequestSpecification admin() {
    String known = admin;
    if (!known.isEmpty()
        && given().cookie("deepgrow", known).get("/api/v1/me").statusCode() == 200) {
      return given().cookie("deepgrow", known);
    }
    given()
        .redirects()
        .follow(false)
        .formParams(
            "code", IdentityProfile.CODE, "name", "ada", "displayName", "Ada", "password", PASSWORD)
        .post("/setup");
    admin = signIn("ada", PASSWORD).cookie("deepgrow");
    return given().cookie("deepgrow", admin);
  }

  /** Signs somebody in; their answer. */
  public static Response signIn(String name, String password) {
    return given()
        .redirects()
        .follow(false)
        .formParams("name", name, "password", password, "to", "/console")
        .post("/sign-in");
  }

  /** A request of somebody who has just signed in. */
  public static RequestSpecification as(String name) {
    Response answer = signIn(name, PASSWORD);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
    return given().cookie("deepgrow", answer.cookie("deepgrow"));
  }

  /** Makes a person with roles for all studies; their id. */
  public static String create(String name, String... roles) {
    return create(
        name, List.of(roles).stream().map(r -> Map.<String, Object>of("role", r)).toList());
  }

  /** Makes a person with grants; their id. */
  public static String create(String name, List<Map<String, Object>> grants) {
    RequestSpecification admin = admin();
    String id =
        given()
            .spec(admin)
            .contentType(ContentType.JSON)
            .body(Map.of("name", name, "kind", "PERSON", "password", PASSWORD))
            .post("/api/v1/admin/accounts")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    given()
        .spec(admin)
        .contentType(ContentType.JSON)
        .body(Map.of("grants", grants))
        .put("/api/v1/admin/accounts/" + id + "/grants")
        .then()
        .statusCode(200);
    return id;
  }

  /** Makes a key of an account; its text. */
  public static String key(String account, int days, String... roles) {
    return given()
        .spec(admin())
        .contentType(ContentType.JSON)
        .body(Map.of("account", account, "name", "test", "roles", roles, "days", days))
        .post("/api/v1/admin/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }
}
