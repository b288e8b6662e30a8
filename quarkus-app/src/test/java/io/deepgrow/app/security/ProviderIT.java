package io.deepgrow.app.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.account.IdentityProfile;
import io.deepgrow.app.account.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People of the site's identity provider, and what of its tokens is not taken. */
@QuarkusTest
@TestProfile(IdentityProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(ProviderStub.class)
class ProviderIT {

  private static ProviderStub provider() {
    return ProviderStub.running();
  }

  private static ValidatableResponse me(String token) {
    return given().header("Authorization", "Bearer " + token).get("/api/v1/me").then();
  }

  private static void grant(String group, String role) {
    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("grants", List.of(Map.of("role", role))))
        .put("/api/v1/admin/groups/" + group + "/grants")
        .then()
        .statusCode(200);
  }

  @Test
  void aGroupHasTheRolesThatAnAdminGaveItAndNoTokenGivesOne() {
    grant("ct-annotators", "ANNOTATOR");

    me(provider().token(provider().claims("grace", "ct-annotators")))
        .statusCode(200)
        .body("name", equalTo("grace"))
        .body("displayName", equalTo("Name of grace"))
        .body("permissions.role", equalTo(List.of("ANNOTATOR")));
    me(provider().token(provider().claims("eve", "ADMIN", "OPERATOR")))
        .statusCode(200)
        .body("permissions", hasSize(0));
    given()
        .header("Authorization", "Bearer " + provider().token(provider().claims("eve", "ADMIN")))
        .get("/api/v1/admin/accounts")
        .then()
        .statusCode(403);
  }

  @Test
  void theSamePersonIsTheSameAccountWhateverTheirNameAndAnotherIsNot() {
    grant("ct-viewers", "VIEWER");
    String id = me(provider().token(provider().claims("s-1", "ct-viewers"))).extract().path("id");
    Map<String, Object> renamed = provider().claims("s-1", "ct-viewers");
    renamed.put("preferred_username", "married");
    Map<String, Object> namesake = provider().claims("s-2", "ct-viewers");
    namesake.put("preferred_username", "s-1");

    me(provider().token(renamed)).body("id", equalTo(id));
    String other = me(provider().token(namesake)).statusCode(200).extract().path("id");

    assertThat(other).isNotEqualTo(id);
  }

  @Test
  void aLockedAccountIsOutWhateverTheProviderSays() {
    grant("ct-viewers", "VIEWER");
    String id =
        me(provider().token(provider().claims("leaver", "ct-viewers"))).extract().path("id");

    given()
        .spec(People.admin())
        .contentType(ContentType.JSON)
        .body(Map.of("locked", true))
        .patch("/api/v1/admin/accounts/" + id)
        .then()
        .statusCode(200);

    me(provider().token(provider().claims("leaver", "ct-viewers")))
        .statusCode(403)
        .body("detail", containsString("This account is locked"));
  }

  @Test
  void whatIsNotQuiteATokenOfThisProviderForUsIsRefused() {
    grant("ct-viewers", "VIEWER");
    Map<String, Object> good = provider().claims("pushes", "ct-viewers");
    String token = provider().token(good);
    me(token).statusCode(200);
    Map<String, String> bad = new HashMap<>();
    bad.put("another issuer", with(good, "iss", "https://elsewhere.example/realm"));
    bad.put("for another client", with(good, "aud", "another-client"));
    bad.put("expired", with(good, "exp", Instant.now().getEpochSecond() - 3600));
    bad.put("not signed", provider().token(good, Map.of("alg", "none")));
    bad.put(
        "an unknown key",
        provider().token(good, Map.of("alg", "RS256", "kid", "nobody", "typ", "JWT")));
    bad.put("changed", token.substring(0, token.length() - 8) + "AAAAAAAA");
    bad.put("cut off", token.substring(0, token.lastIndexOf('.')));
    bad.put("no token", "abc.def.ghi");

    bad.forEach(
        (what, text) ->
            assertThat(
                    given()
                        .header("Authorization", "Bearer " + text)
                        .get("/api/v1/me")
                        .statusCode())
                .as(what)
                .isEqualTo(401));
  }

  private static String with(Map<String, Object> claims, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(claims);
    changed.put(name, value);
    return provider().token(changed);
  }

  @Test
  void aRotatedKeyIsFoundAndTheOldOneSignsNothingMore() {
    grant("ct-viewers", "VIEWER");
    me(provider().token(provider().claims("rotates", "ct-viewers"))).statusCode(200);

    provider().rotate();

    me(provider().token(provider().claims("rotates", "ct-viewers"))).statusCode(200);
  }

  @Test
  void keysAndSignInsOfOurOwnGoOnBesideTheProvider() {
    String id = People.create("local", "VIEWER");
    String key = People.key(id, 1, "VIEWER");

    me(key).statusCode(200).body("name", equalTo("local"));
    me("dgk_000000000000_" + "0".repeat(48)).statusCode(401);
    given().spec(People.as("local")).get("/api/v1/me").then().statusCode(200);
    given().get("/sign-in").then().body(containsString("Sign in with the account of your site"));
  }

  @Test
  void aBrowserGoesToTheProviderAndComesBackToWhereItWantedToGo() {
    grant("ct-annotators", "ANNOTATOR");
    CookieFilter cookies = new CookieFilter();

    Response sent =
        given().filter(cookies).redirects().follow(false).get("/sign-in/provider?to=/deepgrow");
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(sent.header("Location"))
        .startsWith(provider().issuer() + "/authorize?")
        .contains("code_challenge_method=S256");
    String back =
        given()
            .redirects()
            .follow(false)
            .urlEncodingEnabled(false)
            .get(sent.header("Location"))
            .header("Location");
    Response returned =
        given().filter(cookies).redirects().follow(false).urlEncodingEnabled(false).get(back);
    assertThat(returned.statusCode()).isEqualTo(302);
    Response last =
        given()
            .filter(cookies)
            .redirects()
            .follow(false)
            .urlEncodingEnabled(false)
            .get(returned.header("Location"));

    assertThat(last.statusCode()).isEqualTo(303);
    assertThat(last.header("Location")).endsWith("/deepgrow");
    given()
        .filter(cookies)
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("name", equalTo("browser-person"))
        .body("permissions", hasSize(1))
        .body("permissions.role", hasItem("ANNOTATOR"));
  }
}
