package io.deepgrow.app.result;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Calls of somebody who works on the studies of the {@link PlayedPacs}. */
public final class PlayedSessions {

  private static final String SESSIONS = "/api/v1/sessions";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PlayedSessions() {}

  /**
   * Sends JSON to a path below the sessions.
   *
   * @param key the Idempotency-Key, where there is one
   */
  public static Response post(String path, String body, String... key) {
    var request = given().contentType(ContentType.JSON).body(body);
    if (key.length > 0) {
      request.header("Idempotency-Key", key[0]);
    }
    return request.post(SESSIONS + path);
  }

  public static Response get(String path) {
    return given().get(SESSIONS + path);
  }

  /** The Study Instance UID of one of the studies. */
  public static String studyUid(int study) {
    return first(study).string(Tag.STUDY_INSTANCE_UID).orElseThrow();
  }

  /** The Series Instance UID of the CT of one of the studies. */
  public static String seriesUid(int study) {
    return first(study).string(Tag.SERIES_INSTANCE_UID).orElseThrow();
  }

  private static DicomObject first(int study) {
    return PlayedPacs.study(study).get(0).dataSet();
  }

  /** The answer to opening a session on one of the studies and waiting for it. */
  public static Response opened(int study) {
    return post(
        "?wait=PT60S",
        "{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}".formatted(studyUid(study), seriesUid(study)));
  }

  /** A session on one of the studies, with a segment and a click in it. */
  public static String clicked(int study, String... key) {
    Response opened = opened(study);
    assertThat(opened.<String>path("state")).as(opened.asString()).isEqualTo("READY");
    String session = opened.path("id");
    post("/" + session + "/segments", "{\"structure\":\"spleen\"}").then().statusCode(201);
    click(session, 24, key).then().statusCode(200);
    return session;
  }

  /** A click in the first segment, in column i. */
  public static Response click(String session, int i, String... key) {
    String click = "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":" + i + ",\"j\":24,\"k\":6}}";
    return post("/" + session + "/segments/1/clicks", click, key);
  }

  /** Stores all segments; the id of the result. */
  public static String submit(String session) {
    return post("/" + session + "/results", "{}").then().statusCode(202).extract().path("id");
  }

  public static Response result(String session, String id) {
    return get("/" + session + "/results/" + id);
  }

  /** Waits until a result is in a state. */
  public static Response await(String session, String id, String state) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> result(session, id).path("state").equals(state));
    return result(session, id);
  }
}
