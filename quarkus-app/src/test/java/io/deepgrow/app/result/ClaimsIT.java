package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.dicomweb.MovedClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox's rows: each step of a result, and who is too late. In a time no lane looks at. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class ClaimsIT {

  private static final Instant NOW = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration HOLD = Duration.ofSeconds(15);

  @Inject EntityManager entities;
  @Inject DataSource database;

  private final MovedClock clock = MovedClock.at(NOW);
  private SessionRows rows;
  private Claims claims;
  private Outbox outbox;
  private UUID session = new UUID(0, 0);

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    claims = new Claims(entities, clock);
    outbox = new Outbox(entities);
    session = rows.session("READY");
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private static <T> T call(java.util.concurrent.Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private UUID added(Instant due) {
    StoredResult result = new StoredResult();
    result.id = UUID.randomUUID();
    result.sessionId = session;
    result.studyUid = "2.25.1";
    result.seriesUid = "2.25.2";
    result.sopUid = "2.25." + (result.id.getMostSignificantBits() >>> 1);
    result.requestHash = "hash";
    result.createdAt = due;
    result.dataset = new byte[] {1, 2, 3};
    assertThat(call(() -> outbox.add(result))).isTrue();
    return result.id;
  }

  private UUID added() {
    return added(NOW);
  }

  private Claim taken(UUID id) {
    Turn turn = call(() -> claims.take(id, HOLD));
    assertThat(turn).isInstanceOf(Turn.Taken.class);
    return ((Turn.Taken) turn).claim();
  }

  private boolean finish(Claim claim, Step step) {
    return call(() -> claims.finish(claim, step, Duration.ofSeconds(7)));
  }

  /** A result that the PACS has taken, and who looks after it now. */
  private Claim inPacs() {
    UUID id = added();
    finish(taken(id), new Step.Stored());
    clock.moveBy(Duration.ofSeconds(7));
    return taken(id);
  }

  private String row(UUID id) throws Exception {
    return rows.column(
        "stored_result",
        "concat_ws(' ', state, 'attempts', attempts, 'checks', checks, 'because',"
            + " coalesce(reason, '-'))",
        id);
  }

  private boolean isSet(UUID id, String time) throws Exception {
    return rows.column("stored_result", time + " is not null", id).equals("t");
  }

  @Test
  void oneAfterTheOtherHasAResultAndEachUnderAHigherNumber() {
    UUID id = added();
    Claim first = taken(id);

    assertThat(call(() -> claims.take(id, HOLD))).isEqualTo(new Turn.Later(NOW.plus(HOLD)));
    clock.moveBy(HOLD);
    Claim second = taken(id);

    assertThat(first.number()).isEqualTo(1);
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.state()).isEqualTo(ResultState.PENDING);
    assertThat(second.attempts()).isZero();
  }

  @Test
  void ofTwoWhoComeAtTheSameMomentOneHasIt() throws Exception {
    for (int n = 0; n < 10; n++) {
      UUID id = added();
      CyclicBarrier together = new CyclicBarrier(2);
      Function<Integer, Turn> take =
          who ->
              call(
                  () -> {
                    together.await();
                    return claims.take(id, HOLD);
                  });
      CompletableFuture<Turn> one = CompletableFuture.supplyAsync(() -> take.apply(1));
      CompletableFuture<Turn> two = CompletableFuture.supplyAsync(() -> take.apply(2));

      assertThat(List.of(one.get(), two.get())).filteredOn(Turn.Taken.class::isInstance).hasSize(1);
      assertThat(rows.column("stored_result", "claim", id)).isEqualTo("1");
    }
  }

  @Test
  void whoHoldsAResultLongerKeepsOthersAway() {
    UUID id = added();
    Claim claim = taken(id);
    clock.moveBy(Duration.ofSeconds(10));

    assertThat(call(() -> claims.hold(claim, HOLD))).isTrue();

    clock.moveBy(Duration.ofSeconds(10));
    assertThat(call(() -> claims.take(id, HOLD))).isInstanceOf(Turn.Later.class);
  }

  @Test
  void whoWasTakenForDeadHoldsNothingAndWritesNothing() throws Exception {
    UUID id = added();
    Claim late = taken(id);
    clock.moveBy(HOLD);
    taken(id);
    String before = row(id) + rows.column("stored_result", "held_until", id);

    assertThat(call(() -> claims.hold(late, Duration.ofHours(1)))).isFalse();
    assertThat(finish(late, new Step.Rejected("too late"))).isFalse();
    QuarkusTransaction.requiringNew().run(() -> claims.release(late));

    assertThat(row(id) + rows.column("stored_result", "held_until", id)).isEqualTo(before);
  }

  @Test
  void whoWasTakenForDeadSendsNoOtherBytes() {
    UUID id = added();
    Claim late = taken(id);
    clock.moveBy(HOLD);
    taken(id);

    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(() -> claims.rewrite(late, new byte[] {9}, "note")))
        .isInstanceOf(TakenOverException.class);
    assertThat(call(() -> outbox.dataset(id))).contains(new byte[] {1, 2, 3});
  }

  @Test
  void otherBytesAreWrittenDownBeforeTheyAreSentAndANoteStays() throws Exception {
    UUID id = added();
    Claim claim = taken(id);

    QuarkusTransaction.requiringNew().run(() -> claims.rewrite(claim, new byte[] {9}, "noted"));
    QuarkusTransaction.requiringNew().run(() -> claims.rewrite(claim, new byte[] {8}, null));

    assertThat(call(() -> outbox.dataset(id))).contains(new byte[] {8});
    assertThat(rows.column("stored_result", "note", id)).isEqualTo("noted");
  }

  @Test
  void anAttemptThatMayPassIsCountedAndComesAgainAtItsTime() throws Exception {
    UUID id = added();

    assertThat(finish(taken(id), new Step.Later("busy"))).isTrue();

    assertThat(row(id)).isEqualTo("PENDING attempts 1 checks 0 because busy");
    assertThat(call(() -> claims.take(id, HOLD)))
        .isEqualTo(new Turn.Later(NOW.plus(Duration.ofSeconds(7))));
    assertThat(isSet(id, "held_until")).isFalse();
  }

  @Test
  void whatThePacsTakesIsStoredAndItsTimeStaysThatOfStoring() throws Exception {
    Claim claim = inPacs();
    UUID id = claim.id();
    String storedAt = rows.column("stored_result", "stored_at", id);

    assertThat(claim.state()).isEqualTo(ResultState.STORED);
    assertThat(finish(claim, new Step.Later("not shown", true))).isTrue();

    assertThat(row(id)).isEqualTo("STORED attempts 1 checks 1 because not shown");
    assertThat(rows.column("stored_result", "stored_at", id)).isEqualTo(storedAt);
    assertThat(isSet(id, "verified_at")).isFalse();
  }

  @Test
  void aPacsThatIsAwayWhileItIsReadBackIsNoLook() throws Exception {
    Claim claim = inPacs();

    finish(claim, new Step.Later("away"));

    assertThat(row(claim.id())).isEqualTo("STORED attempts 2 checks 0 because away");
  }

  @Test
  void whatIsVerifiedHasNoReasonLeftAndIsOver() throws Exception {
    Claim claim = inPacs();
    finish(claim, new Step.Later("not shown", true));
    clock.moveBy(Duration.ofSeconds(7));

    finish(taken(claim.id()), new Step.Verified());

    assertThat(row(claim.id())).isEqualTo("VERIFIED attempts 1 checks 2 because -");
    assertThat(isSet(claim.id(), "verified_at")).isTrue();
    assertThat(call(() -> claims.take(claim.id(), HOLD))).isEqualTo(new Turn.Over());
  }

  @Test
  void whatIsRejectedKeepsItsReasonAndIsOver() throws Exception {
    UUID refused = added();
    Claim different = inPacs();
    UUID other = different.id();

    finish(taken(refused), new Step.Rejected("no"));
    finish(different, new Step.Rejected("other masks"));

    assertThat(row(refused)).isEqualTo("REJECTED attempts 1 checks 0 because no");
    assertThat(row(other)).isEqualTo("REJECTED attempts 1 checks 1 because other masks");
    assertThat(call(() -> claims.take(refused, HOLD))).isEqualTo(new Turn.Over());
  }

  @Test
  void aStepThatMayNotFollowLeavesTheRowAsItIs() throws Exception {
    UUID id = added();
    Claim claim = taken(id);
    Claim stored = inPacs();

    assertThatThrownBy(() -> finish(claim, new Step.Verified()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PENDING cannot become Verified");
    assertThatThrownBy(() -> finish(stored, new Step.Stored()))
        .isInstanceOf(IllegalStateException.class);

    assertThat(row(id)).isEqualTo("PENDING attempts 0 checks 0 because -");
  }

  @Test
  void anAttemptThatWasBrokenOffIsAsIfItHadNotBeen() throws Exception {
    UUID id = added();
    Claim claim = taken(id);

    QuarkusTransaction.requiringNew().run(() -> claims.release(claim));

    assertThat(row(id)).isEqualTo("PENDING attempts 0 checks 0 because -");
    assertThat(taken(id).number()).isEqualTo(2);
  }

  @Test
  void aLongReasonIsCutAndOneOfOddLettersIsWrittenDown() throws Exception {
    UUID longest = added();
    UUID odd = added();

    finish(taken(longest), new Step.Later("x".repeat(2000)));
    finish(taken(odd), new Step.Rejected("no\0way" + "x".repeat(493) + "\uD83E\uDDE0"));

    assertThat(rows.column("stored_result", "length(reason)", longest)).isEqualTo("500");
    assertThat(rows.column("stored_result", "left(reason, 7)", odd)).isEqualTo("no wayx");
    assertThat(rows.column("stored_result", "right(reason, 1)", odd)).isEqualTo("\uD83E\uDDE0");
  }

  @Test
  void whatIsErasedWhileItIsSentStaysErased() throws Exception {
    UUID id = added();
    Claim claim = taken(id);
    rows.sql().run("delete from stored_result_bytes where result_id = '" + id + "'");
    rows.sql().run("delete from stored_result where id = '" + id + "'");

    assertThat(call(() -> claims.hold(claim, HOLD))).isFalse();
    assertThat(finish(claim, new Step.Stored())).isFalse();
    assertThat(call(() -> claims.take(id, HOLD))).isEqualTo(new Turn.Over());
    assertThat(call(() -> outbox.dataset(id))).isEmpty();
  }

  @Test
  void aLaneThatWasLostIsFilledWithWhatIsNotAtItsEnd() {
    UUID later = added(NOW.plusSeconds(60));
    UUID now = added();
    UUID ended = added();
    finish(taken(ended), new Step.Rejected("no"));

    List<UUID> open =
        call(claims::open).stream()
            .filter(due -> !due.at().isBefore(NOW))
            .map(io.deepgrow.app.queue.Due::row)
            .toList();

    assertThat(open).containsSubsequence(now, later).doesNotContain(ended);
    assertThat(call(claims::rejected)).isPositive();
  }

  @Test
  void theSameResultIsAddedOnceAndItsBytesStayThoseOfTheFirst() {
    StoredResult again = new StoredResult();
    again.id = added();
    again.sessionId = session;
    again.sopUid = "2.25.4711";
    again.createdAt = NOW;
    again.dataset = new byte[] {7};

    assertThat(call(() -> outbox.add(again))).isFalse();

    assertThat(call(() -> outbox.dataset(again.id))).contains(new byte[] {1, 2, 3});
    assertThat(call(() -> outbox.requestHash(again.id))).contains("hash");
    assertThat(call(() -> outbox.of(session))).hasSize(1);
    assertThat(call(() -> outbox.find(UUID.randomUUID(), again.id))).isEmpty();
    assertThat(call(() -> outbox.find(session, again.id))).isPresent();
  }

  @Test
  void bytesThatAreStillHereAreShownWithTheStudyOfTheirSession() throws Exception {
    UUID here = added();
    UUID dropped = added();
    rows.sql().run("delete from stored_result_bytes where result_id = '" + dropped + "'");
    rows.sql().run("update stored_result set study_uid = '2.25.9' where id = '" + here + "'");
    List<String> seen = new java.util.ArrayList<>();

    outbox.forEachDataset(
        (study, bytes) -> {
          if (bytes.length == 3) {
            seen.add(study);
          }
        });

    assertThat(seen).containsExactly("2.25.1");
    assertThat(call(() -> outbox.dataset(dropped))).isEmpty();
  }
}
