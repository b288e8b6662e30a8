package io.deepgrow.app.pacs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A viewer notices nothing of tokens of the PACS that end. */
@QuarkusTest
@TestProfile(ProxyTokenIT.Open.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(TokenPacs.class)
class ProxyTokenIT {

  /** Nobody has to sign in here. */
  public static class Open implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("deepgrow.security.allow-anonymous", "true", "quarkus.http.test-port", "0");
    }
  }

  private static void revoke() {
    TokenPacs.GOOD.set(TokenPacs.GIVEN.get() + 1);
  }

  @Test
  void aCallWhoseTokenWasRevokedIsMadeOnceMoreWithANewOne() {
    given().get("/dicom-web/studies").then().statusCode(200);
    revoke();
    given().get("/dicom-web/studies").then().statusCode(200);
    revoke();
    given()
        .contentType("multipart/related; type=\"application/dicom\"; boundary=x")
        .body("--x--".getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post("/dicom-web/studies")
        .then()
        .statusCode(200);
  }

  @Test
  void aPacsThatRefusesNewTokensTooIsToldAsSuch() {
    TokenPacs.GOOD.set(1_000_000);

    given().get("/dicom-web/studies").then().statusCode(502).body("code", equalTo("pacs.refused"));
    revoke();
  }
}
