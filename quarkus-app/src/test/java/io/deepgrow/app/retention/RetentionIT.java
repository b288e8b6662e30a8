package io.deepgrow.app.retention;

import static io.deepgrow.app.result.PlayedSessions.await;
import static io.deepgrow.app.result.PlayedSessions.click;
import static io.deepgrow.app.result.PlayedSessions.clicked;
import static io.deepgrow.app.result.PlayedSessions.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
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
          "deepgrow.retention.rejected-bytes", "1d",
          "deepgrow.retention.idle-sessions", "1d",
          "deepgrow.retention.earlier-masks", "1d",
          "deepgrow.retention.audit", "30d",
          "quarkus.http.test-port", "0");
    }
  }

  @Inject Retention retention;
  @Inject ResultObjects results;
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
  void aRejectedResultsBytesGoAndItsReasonStays() throws Exception {
    String session = clicked(1, "r");
    UUID id = UUID.fromString(submit(session));
    await(session, id.toString(), "VERIFIED");
    run("update stored_result set state = 'REJECTED', reason = 'no' where id = '" + id + "'");
    retention.drop();
    assertThat(count("select count(*) from stored_result_bytes where result_id = '" + id + "'"))
        .isEqualTo(1);
    run(
        "update stored_result set next_attempt = now() - interval '2 days' where id = '"
            + id
            + "'");

    retention.drop();

    assertThat(count("select count(*) from stored_result_bytes where result_id = '" + id + "'"))
        .isZero();
    assertThat(count("select count(*) from stored_result where reason = 'no'")).isEqualTo(1);
  }

  private static String masks(String session) {
    return "select %s from mask_revision where segment_id in (select id from segment where session_id = '"
        + session
        + "')";
  }

  private String closed(String key) {
    String session = clicked(1, key);
    click(session, 22).then().statusCode(200);
    click(session, 26).then().statusCode(200);
    given().delete("/api/v1/sessions/" + session).then().statusCode(204);
    return session;
  }

  @Test
  void ofAClosedSessionOnlyTheLastMaskOfEachSegmentStays() throws Exception {
    String old = closed("m1");
    String young = closed("m2");
    String waiting = closed("m3");
    run(
        "update annotation_session set closed_at = now() - interval '2 days' where id <> '"
            + young
            + "'");
    run(
        "insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state,"
            + " next_attempt, created_at) select gen_random_uuid(), id, study_uid, series_uid,"
            + " '2.25.77', 'PENDING', now() + interval '1 day', now() from annotation_session"
            + " where id = '"
            + waiting
            + "'");
    retention.drop();

    assertThat(count(masks(old).formatted("count(*)"))).isEqualTo(1);
    assertThat(count(masks(old).formatted("max(revision)"))).isEqualTo(3);
    assertThat(count(masks(young).formatted("count(*)"))).isEqualTo(3);
    assertThat(count(masks(waiting).formatted("count(*)"))).isEqualTo(3);
    run("delete from stored_result where sop_uid = '2.25.77'");
  }

  @Test
  void deedsGoAfterTheirTime() throws Exception {
    clicked(1, "d");
    run(
        "insert into audit_event (at, actor, action) values (now() - interval '31 days', 'x', 'old')");
    run(
        "insert into audit_event (at, actor, action) values (now() - interval '29 days', 'x', 'new')");

    retention.drop();

    assertThat(count("select count(*) from audit_event where action = 'old'")).isZero();
    assertThat(count("select count(*) from audit_event where action = 'new'")).isEqualTo(1);
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
