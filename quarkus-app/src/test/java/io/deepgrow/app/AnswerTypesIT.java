package io.deepgrow.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of which type answers are, what Accept may ask for, and what stands in their JSON. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class AnswerTypesIT {

  private static final String SESSIONS = "/api/v1/sessions";

  @TestHTTPResource("/")
  URI root;

  private String session = "";

  @BeforeEach
  void click() {
    session =
        post(SESSIONS + "?wait=PT30S", "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}")
            .path("id");
    post(SESSIONS + "/" + session + "/segments", "{\"structure\":\"spleen\"}");
  }

  private static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private String segment() {
    return SESSIONS + "/" + session + "/segments/1";
  }

  private Response mask(String accept) {
    return given().header("Accept", accept).get(segment() + "/mask");
  }

  @Test
  void aMaskIsOfTheTypeThatWasRequestedWithoutACharset() {
    post(segment() + "/clicks", "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":16,\"j\":16,\"k\":8}}");
    for (String type :
        List.of(
            "application/octet-stream", "application/x-nifti", "application/x-nrrd", "image/png")) {
      Response answer = mask(type);
      assertThat(answer.statusCode()).as(type).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo(type);
    }
    assertThat(mask("image/*").header("Content-Type")).isEqualTo("image/png");
    assertThat(mask("*/*").header("Content-Type")).isEqualTo("application/octet-stream");
  }

  @Test
  void aTypeThatThereIsNotIsRefused() {
    for (String type : List.of("text/plain", "application/json", "image/jpeg", "a/b")) {
      Response answer = mask(type);
      assertThat(answer.statusCode()).as(type).isEqualTo(406);
      assertThat(answer.<String>path("code")).isEqualTo("request.not_acceptable");
    }
    for (String path : List.of(SESSIONS, segment() + "/clicks", "/api/v1/models")) {
      for (String type : List.of("text/plain", "image/png")) {
        int status = given().header("Accept", type).get(path).statusCode();
        assertThat(status).as(path + " as " + type).isEqualTo(406);
      }
    }
  }

  @Test
  void eventsAreOfTheTypeThatTheDocumentSays() throws Exception {
    HttpResponse<InputStream> events =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(root.resolve(SESSIONS + "/" + session + "/events"))
                    .headers("Accept", "text/event-stream", "Last-Event-ID", "0")
                    .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(events.headers().allValues("Content-Type")).containsExactly("text/event-stream");
    Set<String> fields = new TreeSet<>();
    try (Scanner lines = new Scanner(events.body(), StandardCharsets.UTF_8)) {
      while (!fields.contains("id")) {
        String line = lines.nextLine();
        if (!line.isEmpty()) {
          fields.add(line.substring(0, line.indexOf(':')));
        }
        if (line.startsWith("data:")) {
          assertThat(line).contains("{\"type\":");
        }
      }
    }
    assertThat(fields).isSubsetOf("data", "id");
  }

  @Test
  void aPointOfAnAnswerCanBeSentBack() {
    String clicks = segment() + "/clicks";
    post(clicks, "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":16,\"j\":16,\"k\":8}}");
    Response listed = given().get(clicks);
    String patient = listed.asString().replaceAll(".*\"patient\":(\\{[^}]*}).*", "$1");

    assertThat(patient).startsWith("{").doesNotContain("finite");
    Response again = post(clicks, "{\"kind\":\"POSITIVE\",\"patient\":" + patient + "}");

    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(given().get(SESSIONS + "/" + session).asString()).doesNotContain("finite");
  }

  @Test
  void messagesSpeakOfGridsAndVoxelsInWords() {
    Response outside =
        post(
            segment() + "/clicks", "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":999,\"j\":1,\"k\":1}}");

    assertThat(outside.statusCode()).isEqualTo(422);
    assertThat(outside.<String>path("detail"))
        .contains("×", " voxels")
        .doesNotContain("[", "GridSize", "VoxelIndex");
    Response box =
        given()
            .contentType("application/octet-stream")
            .header("Mask-Box-Start", "0,0,0")
            .header("Mask-Box-End", "999,1,1")
            .body(new byte[125])
            .put(segment() + "/mask");
    assertThat(box.<String>path("detail")).contains("×").doesNotContain("[");
  }

  @Test
  void thePageToTryTheApiIsThereWhereNobodyHasToSignIn() {
    Response page = given().get("/q/swagger-ui/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("/q/openapi");
  }

  @Test
  void aPathWithSomethingElseThanAnIdIsAnotherPath() {
    assertThat(RestAssured.get(SESSIONS + "/nonsense").statusCode()).isEqualTo(404);
    assertThat(RestAssured.get(SESSIONS + "/" + session + "/segments/one/mask").statusCode())
        .isEqualTo(404);
    assertThat(RestAssured.get(SESSIONS + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }
}
