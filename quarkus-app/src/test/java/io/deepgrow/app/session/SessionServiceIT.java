package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions: who may work in them, how they end, and how they are found again. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SessionServiceIT {

  @Inject DataSource database;
  @Inject SessionService sessions;

  private SessionRows rows;

  @BeforeEach
  void begin() {
    rows = new SessionRows(database);
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private void hold(UUID id) {
    QuarkusTransaction.requiringNew().run(() -> sessions.hold(id));
  }

  @Test
  void onlyAReadySessionCanBeWorkedOnAndEachOtherSaysWhyNot() throws Exception {
    UUID ready = rows.session("READY");
    UUID closed = rows.session("CLOSED");
    UUID failed = rows.session("FAILED");
    UUID loading = rows.session("LOADING");

    assertThat(sessions.requireReady(ready).id()).isEqualTo(ready);
    hold(ready);
    refused(() -> sessions.requireReady(closed), ErrorCode.SESSION_CLOSED);
    refused(() -> hold(closed), ErrorCode.SESSION_CLOSED);
    refused(() -> sessions.requireReady(failed), ErrorCode.SESSION_FAILED);
    refused(() -> hold(failed), ErrorCode.SESSION_FAILED);
    refused(() -> sessions.requireReady(loading), ErrorCode.SESSION_LOADING);
    refused(() -> hold(loading), ErrorCode.SESSION_LOADING);
    refused(() -> sessions.requireReady(new UUID(4, 4)), ErrorCode.SESSION_NOT_FOUND);
    refused(() -> hold(new UUID(4, 4)), ErrorCode.SESSION_NOT_FOUND);
  }

  @Test
  void closingAgainChangesNothingAndIsNoSecondDeed() throws Exception {
    UUID id = rows.session("READY");
    sessions.close(id);
    String at = rows.column("annotation_session", "closed_at", id);
    sessions.close(id);

    assertThat(rows.column("annotation_session", "closed_at", id)).isEqualTo(at);
    assertThat(rows.events(id)).isEqualTo("session CLOSED");
    assertThat(
            rows.sql()
                .count("audit_event", "action = 'session.closed' and session_id = '" + id + "'"))
        .isEqualTo(1);
    refused(() -> sessions.close(new UUID(4, 4)), ErrorCode.SESSION_NOT_FOUND);
  }

  @Test
  void manyWhoCloseASessionAtTheSameTimeCloseItOnce() throws Exception {
    UUID id = rows.session("READY");
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      all.add(CompletableFuture.runAsync(() -> sessions.close(id)));
    }
    all.forEach(CompletableFuture::join);

    assertThat(rows.events(id)).isEqualTo("session CLOSED");
  }

  @Test
  void aFailedAndALoadingSessionCanBeClosedToo() throws Exception {
    for (String state : List.of("FAILED", "LOADING")) {
      UUID id = rows.session(state);
      sessions.close(id);
      assertThat(rows.column("annotation_session", "state", id)).isEqualTo("CLOSED");
    }
  }

  @Test
  void sessionsAreFoundBySeriesAndStateTheNewestFirstPageByPage() throws Exception {
    for (int n = 0; n < 120; n++) {
      UUID id = rows.session(n % 2 == 0 ? "CLOSED" : "FAILED");
      rows.sql()
          .run(
              "update annotation_session set series_uid = '2.25.4242', created_at ="
                  + " timestamptz '2026-01-01' + interval '%d minutes' where id = '%s'"
                      .formatted(n / 3, id));
    }
    HashSet<UUID> seen = new HashSet<>();
    List<java.time.Instant> times = new ArrayList<>();
    for (int page = 0; page < 4; page++) {
      sessions
          .list(false, "2.25.4242", null, page, s -> s)
          .forEach(
              s -> {
                assertThat(seen.add(s.id)).as("no session is on two pages").isTrue();
                times.add(s.createdAt);
              });
    }

    assertThat(seen).hasSize(120);
    assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(sessions.list(false, "2.25.4242", SessionState.CLOSED, 0, s -> s.state))
        .hasSize(50)
        .containsOnly(SessionState.CLOSED);
    assertThat(sessions.list(false, "2.25.4242", SessionState.CLOSED, 1, s -> s.state)).hasSize(10);
    assertThat(sessions.list(false, "2.25.4242", SessionState.READY, 0, s -> s.state)).isEmpty();
    assertThat(sessions.list(false, "2.25.4242", null, 3, s -> s.state)).isEmpty();
  }

  @Test
  void whyASessionFailedIsOneOfOurCodesOrNoneOfThem() throws Exception {
    UUID passing = rows.session("FAILED");
    UUID final_ = rows.session("FAILED");
    rows.sql()
        .run(
            "update annotation_session set failure_code = 'pacs.timeout', failure_text = 'slow'"
                + " where id = '"
                + passing
                + "'");
    rows.sql()
        .run(
            "update annotation_session set failure_code = 'series.missing_slices' where id = '"
                + final_
                + "'");

    assertThat(sessions.failureCode(passing)).contains(ErrorCode.PACS_TIMEOUT);
    assertThat(sessions.failure(passing)).isEqualTo("slow");
    assertThat(sessions.failureCode(final_)).isEmpty();
    assertThat(sessions.failure(final_)).isEmpty();
    assertThat(sessions.failureCode(new UUID(4, 4))).isEmpty();
  }

  @Test
  void aModelThatThereIsNotOpensNoSession() throws Exception {
    long before = rows.sql().count("annotation_session", "true");

    refused(
        () -> sessions.open(new StudyUid("2.25.1"), new SeriesUid("2.25.2"), "no-such-model"),
        ErrorCode.MODEL_NOT_FOUND);

    assertThat(rows.sql().count("annotation_session", "true")).isEqualTo(before);
  }
}
