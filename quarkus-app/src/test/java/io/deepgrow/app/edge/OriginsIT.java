package io.deepgrow.app.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web pages of others neither read nor change anything; some of it has a port of its own. */
@QuarkusTest
@TestProfile(AnonymousProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(RawPacs.class)
class OriginsIT {

  @Inject ManagementPort management;

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, 200",
    "127.0.0.1, 200",
    "[::1]:8080, 200",
    "ct.example.org, 200",
    "CT.example.org:443, 200",
    "evil.example.com, 421",
    "127.0.0.1.evil.example.com, 421",
    "localhost.evil.example.com:8080, 421"
  })
  void onlyNamesThatAreOursAreAnswered(String host, int status) {
    given().header("Host", host).get("/api/v1/models").then().statusCode(status);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 400",
        "http://evil.example.com, -, 403",
        "null, -, 403",
        "http://evil.example.com, cross-site, 403",
        "-, cross-site, 403",
        "-, same-site, 403",
        "-, same-origin, 400",
        "-, none, 400",
        "https://ct.example.org, -, 400",
        "https://viewer.example.org, cross-site, 400",
      })
  void onlyOurPagesAndNamedOnesMayChangeAnything(String origin, String site, int status) {
    var request = given().contentType("text/plain").body("no json");
    if (origin != null) {
      request.header("Origin", origin);
    }
    if (site != null) {
      request.header("Sec-Fetch-Site", site);
    }
    int answered = request.post("/infer/deepgrow?image=" + "%00").statusCode();

    assertThat(answered == 403).isEqualTo(status == 403);
  }

  @Test
  void ownPagesAreKnownByTheHostTheyCallOn() {
    String own = "http://localhost:" + RestAssured.port;
    given()
        .header("Origin", own)
        .header("Host", "localhost:" + RestAssured.port)
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/sessions")
        .then()
        .statusCode(400);
  }

  @Test
  void healthMetricsAndOpenApiAreOnTheirOwnPortOnly() {
    given().get("/q/health/live").then().statusCode(404);
    given().get("/q/metrics").then().statusCode(404);
    int port = management.port();
    given().port(port).get("/q/health/live").then().statusCode(200);
    given().port(port).get("/q/metrics").then().statusCode(200);
    given().port(port).header("Host", "prometheus").get("/q/openapi").then().statusCode(200);
    given().get("/q/swagger-ui/").then().statusCode(404);
    given().port(port).get("/q/swagger-ui/").then().statusCode(404);
    given().port(port).get("/api/v1/models").then().statusCode(404);
    given().port(port).get("/").then().statusCode(404).body(equalTo(""));
  }
}
