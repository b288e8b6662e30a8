package io.deepgrow.app.pacs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The PACS at {@code /dicom-web}, and the viewer's pages beside it. */
@QuarkusTest
@TestProfile(PacsProxyIT.Guarded.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(FakePacs.class)
class PacsProxyIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String FRAME = "/studies/1.2/series/3.4/instances/5.6/frames/1";

  /** Callers need a token, and the PACS a password. */
  public static class Guarded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.token", TOKEN,
          "deepgrow.pacs.username", "u",
          "deepgrow.pacs.password", "p",
          "deepgrow.results.retry", "PT10M",
          "quarkus.http.test-port", "0");
    }
  }

  private static RequestSpecification known() {
    return given().header("Authorization", "Bearer " + TOKEN);
  }

  @Test
  void ourTokenCountsOutsideAndThePasswordInside() {
    given().get("/dicom-web/studies").then().statusCode(401);
    given().header("Authorization", "Basic dTpw").get("/dicom-web/studies").then().statusCode(401);
    known().get("/dicom-web/studies").then().statusCode(200);
  }

  @Test
  void urlsInAnswersLeadBackHereAndQueriesGoThrough() {
    Response answer = known().get("/dicom-web/studies?limit=5&PatientName=A*");
    answer.then().body("[0].url", endsWith("/dicom-web/studies/1"));
    assertThat(answer.<String>path("[0].url")).doesNotContain("/pacs");
    answer.then().body("[0].query", equalTo("limit=5&PatientName=A*"));
  }

  @Test
  void largeBodiesGoBothWays() {
    Response frame = known().get("/dicom-web" + FRAME);
    assertThat(frame.asByteArray()).hasSize(FakePacs.LARGE);
    assertThat(frame.contentType()).isEqualTo("multipart/related; boundary=x");
    known()
        .contentType("application/octet-stream")
        .body(new byte[FakePacs.LARGE])
        .post("/dicom-web/studies")
        .then()
        .body("got", equalTo(FakePacs.LARGE));
  }

  @Test
  void aPacsThatDoesNotAnswerOrRefusesUsIsAProblemOfTheGateway() {
    known()
        .get("/dicom-web/studies/9.9/series")
        .then()
        .statusCode(502)
        .contentType("application/problem+json")
        .body("code", equalTo("pacs.unreachable"));
    known()
        .get("/dicom-web/studies/8.8/series")
        .then()
        .statusCode(502)
        .header("WWW-Authenticate", nullValue())
        .body("code", equalTo("pacs.refused"));
  }

  @Test
  void callsThatNoViewerMakesDoNotPass() {
    known().delete("/dicom-web/studies/1.2").then().statusCode(405);
    known().get("/dicom-web/workitems").then().statusCode(404);
  }

  @Test
  void peopleAreSentToWhereTheySignInAndProgramsAreToldTo() {
    Response page = given().redirects().follow(false).get("/deepgrow");
    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.header("Location")).endsWith("/sign-in?to=%2Fdeepgrow");
    given().get("/none.js").then().statusCode(404);
    given().get("/api/v1/models").then().statusCode(401);
  }
}
