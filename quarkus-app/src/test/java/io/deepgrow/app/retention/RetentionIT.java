package io.deepgrow.app.retention;

import static io.deepgrow.app.result.PlayedSessions.await;
import static io.deepgrow.app.result.PlayedSessions.click;
import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.dicom.Tag;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Nothing stays longer than it is needed, and what is needed stays. */
@QuarkusTest
@TestProfile(RetentionIT.OneDay.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class RetentionIT {

  /** A day for everything. */
  public static class OneDay implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.retention.answers", "1d",
          "deepgrow.retention.result-bytes", "1d",
          "deepgrow.retention.idle-sessions", "1d",
          "quarkus.http.test-port", "0");
    }
  }

  @Inject Retention retention;
  @Inject ResultService results;
  @Inject DataSource database;

  private void run(String sql) throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(String sql) throws Exception {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String state(String session) {
    return given().get("/api/v1/sessions/" + session).path("state");
  }

  @Test
  void answersGoAfterTheirTimeAndYoungOnesStay() throws Exception {
    String old = clicked(1, "old");
    run("update idempotent_answer set created_at = now() - interval '2 days'");
    click(old, 24, "young").then().statusCode(200);

    retention.drop();

    assertThat(count("select count(*) from idempotent_answer where request_key = 'old'")).isZero();
    assertThat(count("select count(*) from idempotent_answer where request_key = 'young'"))
        .isPositive();
  }

  @Test
  void aVerifiedResultsBytesGoAndAreReadFromThePacsThen() throws Exception {
    String session = clicked(1, "a");
    UUID id = UUID.fromString(submit(session));
    await(session, id.toString(), "VERIFIED");
    retention.drop();
    assertThat(count("select count(*) from stored_result_bytes where result_id = '" + id + "'"))
        .isEqualTo(1);
    run("update stored_result set verified_at = now() - interval '2 days'");

    retention.drop();

    assertThat(count("select count(*) from stored_result_bytes where result_id = '" + id + "'"))
        .isZero();
    DicomObject seg = DicomReader.read(results.dataset(id), DicomLimits.standard()).dataSet();
    assertThat(seg.string(Tag.PATIENT_ID)).contains("MARKER-1");
  }

  @Test
  void onlySessionsThatNobodyWorksInAreClosed() throws Exception {
    String idle = clicked(1, "b");
    String busy = clicked(1, "c");
    run("update annotation_session set created_at = now() - interval '2 days'");
    run(
        "update mask_revision set created_at = now() - interval '2 days' where segment_id in"
            + " (select id from segment where session_id = '"
            + idle
            + "')");

    retention.drop();

    assertThat(state(idle)).isEqualTo("CLOSED");
    assertThat(state(busy)).isEqualTo("READY");
  }
}
