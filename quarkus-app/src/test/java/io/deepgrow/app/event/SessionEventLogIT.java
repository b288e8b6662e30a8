package io.deepgrow.app.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as the database numbers them, whoever writes at the same time. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SessionEventLogIT {

  @Inject DataSource database;
  @Inject SessionEventLog log;
  @Inject SessionEvents events;

  private SessionRows rows;
  private UUID session = new UUID(0, 0);

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    session = rows.session("CLOSED");
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private void append(String detail) {
    QuarkusTransaction.requiringNew().run(() -> log.append(session, "revision", detail));
  }

  @Test
  void manyWhoWriteAtTheSameTimeLeaveNoGapAndNoNumberTwice() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int who = writer;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 10; n++) {
                  append(who + ":" + n);
                }
              }));
    }
    writers.forEach(CompletableFuture::join);

    List<SessionEvent> all = log.after(session, 0);

    assertThat(all)
        .extracting(SessionEvent::number)
        .isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
    for (int writer = 0; writer < 4; writer++) {
      String own = writer + ":";
      assertThat(all)
          .filteredOn(e -> e.detail().startsWith(own))
          .extracting(SessionEvent::detail)
          .containsExactly(
              own + 0, own + 1, own + 2, own + 3, own + 4, own + 5, own + 6, own + 7, own + 8,
              own + 9);
    }
    assertThat(log.last(List.of(session))).isEqualTo(Map.of(session, 40L));
  }

  @Test
  void aDeedThatIsRolledBackWasNeverToldAndLeavesNoGap() {
    append("first");
    QuarkusTransaction.begin();
    log.append(session, "revision", "never");
    QuarkusTransaction.rollback();
    append("second");

    assertThat(log.after(session, 0))
        .containsExactly(
            new SessionEvent(1, "revision", "first"), new SessionEvent(2, "revision", "second"));
  }

  @Test
  void whoListensHearsOfADeedOnceItIsCommittedAndNotBefore() {
    List<String> heard = new CopyOnWriteArrayList<>();
    var listener =
        events.of(session, OptionalLong.of(0)).subscribe().with(e -> heard.add(e.detail()));
    QuarkusTransaction.begin();
    log.append(session, "revision", "one");
    events.look();
    assertThat(heard).isEmpty();
    QuarkusTransaction.commit();

    Awaitility.await().until(() -> heard.contains("one"));
    listener.cancel();
  }

  @Test
  void ofASessionThatIsNoMoreNothingIsWritten() {
    UUID erased = UUID.randomUUID();

    QuarkusTransaction.requiringNew().run(() -> log.append(erased, "session", "READY"));

    assertThat(log.after(erased, 0)).isEmpty();
    assertThat(log.last(List.of(erased, session))).isEqualTo(Map.of(session, 0L));
  }

  @Test
  void aLongHistoryIsReadInPiecesAndNothingOfItIsLost() throws Exception {
    rows.sql()
        .run(
            "insert into session_event (session_id, number, type, detail, created_at)"
                + " select '%s', n, 'revision', 'n' || n, now() from generate_series(1, 600) n"
                    .formatted(session));
    rows.sql().run("update annotation_session set last_event = 600 where id = '" + session + "'");

    assertThat(log.after(session, 0)).hasSize(256);
    assertThat(log.after(session, 598))
        .extracting(SessionEvent::detail)
        .containsExactly("n599", "n600");
    assertThat(log.after(session, 600)).isEmpty();

    List<Long> heard = new CopyOnWriteArrayList<>();
    var listener =
        events.of(session, OptionalLong.of(0)).subscribe().with(e -> heard.add(e.number()));
    Awaitility.await().until(() -> heard.size() == 600);
    assertThat(heard).isSorted().doesNotHaveDuplicates();
    listener.cancel();
  }

  @Test
  void whoHoldsASessionMakesTheNextOneWait() throws Exception {
    QuarkusTransaction.begin();
    log.hold(session);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> append("second"));
    Awaitility.await()
        .until(
            () ->
                rows.sql()
                        .count("pg_stat_activity", "wait_event_type = 'Lock' and state = 'active'")
                    > 0);
    log.append(session, "revision", "first");
    QuarkusTransaction.commit();
    other.join();

    assertThat(log.after(session, 0))
        .extracting(SessionEvent::detail)
        .containsExactly("first", "second");
  }
}
