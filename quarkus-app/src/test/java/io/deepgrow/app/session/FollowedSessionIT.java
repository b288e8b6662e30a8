package io.deepgrow.app.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who reads a session and then listens to it misses nothing of what happens between the two. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class FollowedSessionIT {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final String OPEN = "{\"studyUid\":\"2.25.1\",\"seriesUid\":\"2.25.100\"}";

  @TestHTTPResource("/")
  URI root;

  private Response opened;
  private String session;

  @BeforeEach
  void open() {
    opened = json(OPEN).post(SESSIONS + "?wait=PT30S");
    session = SESSIONS + "/" + opened.path("id");
  }

  private static io.restassured.specification.RequestSpecification json(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private void addSegment() {
    json("{\"structure\":\"spleen\"}").post(session + "/segments").then().statusCode(201);
  }

  private static long lastEvent(Response view) {
    return view.jsonPath().getLong("lastEvent");
  }

  /** The first events of a stream that is opened now: id and data of each. */
  private List<String> heard(long last, int count) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(session + "/events"))
            .headers("Accept", "text/event-stream", "Last-Event-ID", Long.toString(last))
            .build();
    HttpResponse<InputStream> events =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    List<String> heard = new ArrayList<>();
    try (Scanner blocks = new Scanner(events.body(), StandardCharsets.UTF_8)) {
      blocks.useDelimiter("\n\n");
      while (heard.size() < count) {
        String block = blocks.next();
        if (block.contains("id:")) { // a ping has none
          String data = block.replaceFirst("(?s).*data:([^\n]*).*", "$1");
          heard.add(block.replaceFirst("(?s).*id:\\s*(\\d+).*", "$1") + " " + data);
        }
      }
    }
    return heard;
  }

  @Test
  void whatHappensBetweenTheOpeningAndTheStreamIsHeard() throws Exception {
    long last = lastEvent(opened);
    addSegment();
    given().delete(session).then().statusCode(204);

    assertThat(heard(last, 2))
        .containsExactly(
            last + 1 + " {\"type\":\"segment\",\"detail\":\"1\"}",
            last + 2 + " {\"type\":\"session\",\"detail\":\"CLOSED\"}");
  }

  @Test
  void whatIsReadAgainGoesOnFromThenOn() throws Exception {
    addSegment();
    long last = lastEvent(given().get(session));
    addSegment();

    assertThat(last).isEqualTo(lastEvent(opened) + 1);
    assertThat(heard(last, 1))
        .containsExactly(last + 1 + " {\"type\":\"segment\",\"detail\":\"2\"}");
  }

  @Test
  void aSessionThatIsFoundInTheListSaysItToo() {
    addSegment();

    Response found = given().get(SESSIONS + "?seriesUid=2.25.100&state=READY");

    assertThat(found.jsonPath().getLong("[0].lastEvent")).isEqualTo(lastEvent(opened) + 1);
  }
}
