package io.deepgrow.app.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.audit.AuditAge;
import io.deepgrow.dicomweb.MovedClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is dropped, row by row, at times that a test sets; and what undo needs, which stays. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class DroppedRowsIT {

  /** Before all rows of other tests, so that theirs are always young. */
  private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");

  /** A day for everything, where it has an end. */
  private record OneDay(
      Optional<Duration> rejectedBytes, Optional<Duration> idleSessions, Optional<Duration> audit)
      implements RetentionConfig {
    @Override
    public Duration answers() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration events() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration resultBytes() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration earlierMasks() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration sightings() {
      return Duration.ofDays(730);
    }

    @Override
    public Duration jobs() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration trials() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration readingTasks() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration workitems() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration decisions() {
      return Duration.ofDays(1);
    }

    @Override
    public Duration dryRuns() {
      return Duration.ofDays(1);
    }
  }

  @Inject EntityManager entities;
  @Inject AuditAge deeds;
  @Inject DataSource database;

  private SessionRows rows;
  private UUID session = new UUID(0, 0);
  private long segment;

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    session = rows.session("READY");
    segment = rows.segment(session, 1);
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private void drop(boolean all) {
    Optional<Duration> day = all ? Optional.of(Duration.ofDays(1)) : Optional.empty();
    new Retention(entities, MovedClock.at(NOW), new OneDay(day, day, Optional.empty()), deeds)
        .run();
  }

  private static String ago(int hours) {
    return "timestamptz '2001-01-01 00:00:00Z' - interval '" + hours + " hours'";
  }

  private void masks(int count) throws Exception {
    rows.sql()
        .run(
            "insert into mask_revision (segment_id, revision, live_clicks, voxels, box, bits,"
                + " created_at) select %d, n, 'c' || n, 0, '', '', %s from generate_series(1, %d) n"
                    .formatted(segment, ago(100), count));
  }

  private String revisions() throws Exception {
    return rows.sql()
        .text(
            "select string_agg(revision::text, ',' order by revision) from mask_revision where"
                + " segment_id = "
                + segment);
  }

  private void close(int hoursAgo) throws Exception {
    rows.sql()
        .run(
            "update annotation_session set state = 'CLOSED', closed_at = %s where id = '%s'"
                .formatted(ago(hoursAgo), session));
  }

  private void events(int count) throws Exception {
    rows.sql()
        .run(
            "insert into session_event (session_id, number, type, detail, created_at)"
                + " select '%s', n, 'revision', '', %s from generate_series(1, %d) n"
                    .formatted(session, ago(100), count));
    rows.sql()
        .run(
            "update annotation_session set last_event = %d where id = '%s'"
                .formatted(count, session));
  }

  private long left(String table) throws Exception {
    return rows.sql().count(table, "session_id = '" + session + "'");
  }

  private UUID result(String state, int verifiedHoursAgo) throws Exception {
    UUID id = UUID.randomUUID();
    rows.sql()
        .run(
            "insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state,"
                + " next_attempt, created_at, verified_at) values ('%s', '%s', '2.25.1', '2.25.2',"
                    .formatted(id, session)
                + " '2.25.%d', '%s', %s, %s, %s)"
                    .formatted(
                        id.getMostSignificantBits() >>> 1,
                        state,
                        state.equals("REJECTED") ? ago(verifiedHoursAgo) : "'2100-01-01'",
                        ago(100),
                        ago(verifiedHoursAgo)));
    rows.sql()
        .run("insert into stored_result_bytes (result_id, dataset) values ('" + id + "', 'x')");
    return id;
  }

  private boolean hasBytes(UUID result) throws Exception {
    return rows.sql().count("stored_result_bytes", "result_id = '" + result + "'") == 1;
  }

  @Test
  void inAnOpenSessionNothingThatUndoNeedsIsEverDropped() throws Exception {
    masks(5);
    rows.sql()
        .run(
            "insert into start_mask (segment_id, box, bits, created_at, undone_at)"
                + " values (%d, '', '', %s, %s)".formatted(segment, ago(100), ago(90)));

    drop(false);

    assertThat(revisions()).isEqualTo("1,2,3,4,5");
    assertThat(rows.sql().count("start_mask", "segment_id = " + segment)).isEqualTo(1);
  }

  @Test
  void ofASessionThatWasClosedLongAgoClicksAndMasksToBeginWithStayToMakeAllOthersFrom()
      throws Exception {
    masks(5);
    rows.sql()
        .run(
            "insert into start_mask (segment_id, box, bits, created_at)"
                + " values (%d, '', '', %s)".formatted(segment, ago(100)));
    rows.sql()
        .run(
            "insert into click (segment_id, kind, i, j, k, created_at, undone_at)"
                + " values (%d, 'POSITIVE', 1, 1, 1, %s, %s)"
                    .formatted(segment, ago(100), ago(99)));
    close(25);

    drop(false);

    assertThat(revisions()).isEqualTo("5");
    assertThat(rows.sql().count("click", "segment_id = " + segment)).isEqualTo(1);
    assertThat(rows.sql().count("start_mask", "segment_id = " + segment)).isEqualTo(1);
  }

  @Test
  void aSessionThatWasClosedJustNowIsLeftAlone() throws Exception {
    masks(3);
    close(23);

    drop(false);

    assertThat(revisions()).isEqualTo("1,2,3");
  }

  @Test
  void asLongAsAResultIsOnItsWayMasksStay() throws Exception {
    masks(3);
    close(25);
    for (String state : new String[] {"PENDING", "STORED"}) {
      UUID result = result(state, 100);
      drop(false);
      assertThat(revisions()).as(state).isEqualTo("1,2,3");
      assertThat(hasBytes(result)).isTrue();
      rows.sql().run("delete from stored_result_bytes where result_id = '" + result + "'");
      rows.sql().run("delete from stored_result where id = '" + result + "'");
    }
    result("REJECTED", 100);

    drop(false);

    assertThat(revisions()).isEqualTo("3");
  }

  @Test
  void theNewestEventOfASessionStaysSoThatAListenerSeesThatOthersAreGone() throws Exception {
    events(9);

    drop(false);

    assertThat(left("session_event")).isEqualTo(1);
    assertThat(rows.sql().count("session_event", "number = 9 and session_id = '" + session + "'"))
        .isEqualTo(1);
  }

  @Test
  void moreThanOneDeletionTakesIsDroppedInOneRun() throws Exception {
    events(11_000);

    drop(false);

    assertThat(left("session_event")).isEqualTo(1);
  }

  @Test
  void bytesGoOnceThePacsHasGivenBackTheSameAndTheirTimeIsOver() throws Exception {
    UUID old = result("VERIFIED", 25);
    UUID young = result("VERIFIED", 23);
    UUID refused = result("REJECTED", 25);

    drop(false);

    assertThat(hasBytes(old)).isFalse();
    assertThat(hasBytes(young)).isTrue();
    assertThat(hasBytes(refused)).as("for ever, where no time is set").isTrue();
    drop(true);
    assertThat(hasBytes(refused)).isFalse();
    assertThat(left("stored_result")).isEqualTo(3);
  }

  @Test
  void idleSessionsAreClosedOnlyWhereATimeIsSet() throws Exception {
    rows.sql()
        .run(
            "update annotation_session set created_at = %s where id = '%s'"
                .formatted(ago(25), session));
    drop(false);
    assertThat(rows.column("annotation_session", "state", session)).isEqualTo("READY");

    UUID result = result("STORED", 100);
    drop(true);
    assertThat(rows.column("annotation_session", "state", session))
        .as("its result is on its way")
        .isEqualTo("READY");

    rows.sql().run("update stored_result set state = 'VERIFIED' where id = '" + result + "'");
    drop(true);
    assertThat(rows.column("annotation_session", "state", session)).isEqualTo("CLOSED");
  }

  private void job(String key, String state, String endedAt) throws Exception {
    rows.sql()
        .run(
            """
            insert into routing_job (id, kind, state, study_uid, series_uid, series_digest, action,
              ordered_by, dedupe_key, priority, not_before, waiting_since, created_at, ended_at)
            values (gen_random_uuid(), 'PREPARE', '%s', '2.25.1', '2.25.2', 'd',
              '{"action":"PREPARE"}', 'x', '%s', 5, '2100-01-01', %s, %s, %s)
            """
                .formatted(state, key, ago(200), ago(200), endedAt));
  }

  @Test
  void jobsThatEndedGoWithTheirAttemptsAndOpenOnesNever() throws Exception {
    job("dropped-1", "DONE", ago(30));
    job("dropped-2", "DEAD", ago(20));
    job("dropped-3", "WAITING", "null");
    rows.sql()
        .run(
            "insert into routing_job_attempt (job_id, turn, replica, started_at) select id, 1, 'x',"
                + " now() from routing_job where dedupe_key like 'dropped-%'");
    drop(true);
    assertThat(
            rows.sql()
                .text(
                    "select string_agg(dedupe_key || ':' || (select count(*) from"
                        + " routing_job_attempt where job_id = id), ' ' order by dedupe_key) from"
                        + " routing_job where dedupe_key like 'dropped-%'"))
        .isEqualTo("dropped-2:1 dropped-3:1");
    rows.sql().run("delete from routing_job where dedupe_key like 'dropped-%'");
  }

  @Test
  void decisionsAndDryRunsOfRulesGoByTheirAge() throws Exception {
    for (int hours : new int[] {25, 23}) {
      UUID id = UUID.randomUUID();
      rows.sql()
          .run(
              ("insert into routing_decision (id, sighting_id, study_uid, digest, rule_id,"
                      + " rule_name, version, outcome, why, created_at) values ('%1$s', '%1$s',"
                      + " '1.2', '', '%1$s', 'x', 1, 'NO_MATCH', '{}', %2$s)")
                  .formatted(id, ago(hours)));
      rows.sql()
          .run(
              ("insert into routing_dry_run (id, last, state, started_by_name, created_at) values"
                      + " ('%s', 1, 'DONE', 'x', %s)")
                  .formatted(id, ago(hours)));
    }

    drop(false);

    String young = "created_at < timestamptz '2001-01-02'";
    assertThat(rows.sql().count("routing_decision", young)).isEqualTo(1);
    assertThat(rows.sql().count("routing_dry_run", young)).isEqualTo(1);
    rows.sql().run("delete from routing_decision where " + young);
    rows.sql().run("delete from routing_dry_run where " + young);
  }
}
