package io.deepgrow.app.erasure;

import static io.restassured.RestAssured.given;

import io.deepgrow.app.TestFolders;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;

/** Calls that erase, and the settings of tests that make them. */
final class Erasures {

  /** Attempts follow one another soon, and uploads lie in a folder of their own. */
  public static class Quick implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.results.retry", "100ms",
          "deepgrow.results.max-retry", "300ms",
          "deepgrow.uploads.dir", TestFolders.create("uploads").toString(),
          "quarkus.http.test-port", "0");
    }
  }

  private Erasures() {}

  static Response erase(String body) {
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/erasures");
  }

  /** Erases unless it says otherwise. */
  private static String dryRun(String more) {
    return more.contains("dryRun") ? "" : ",\"dryRun\":false";
  }

  static Response ofPatient(int number, String more) {
    return erase("{\"patientId\":\"MARKER-" + number + "\"" + dryRun(more) + more + "}");
  }

  static Response ofStudy(String uid, String more) {
    return erase("{\"studyInstanceUid\":\"" + uid + "\"" + dryRun(more) + more + "}");
  }
}
