package io.deepgrow.app.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Segments as rows, and the rules that stand before them. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class SegmentRepositoryIT {

  @Inject EntityManager entities;
  @Inject DataSource database;
  @Inject SegmentService service;

  private final MovedClock clock = MovedClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private SessionRows rows;
  private SegmentRepository segments;
  private UUID session = new UUID(0, 0);

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    segments = new SegmentRepository(entities, clock);
    session = rows.session("READY");
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private static <T> T call(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private SegmentSnapshot add(int number) {
    return call(() -> segments.add(session, number, "spleen"));
  }

  private void delete(SegmentSnapshot segment) {
    QuarkusTransaction.requiringNew().run(() -> segments.delete(segment));
    clock.moveBy(Duration.ofSeconds(1));
  }

  private static List<Integer> numbers(List<SegmentSnapshot> all) {
    return all.stream().map(SegmentSnapshot::number).toList();
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void segmentsAreListedByNumberAndDeletedOnesTheLastFirst() {
    add(3);
    SegmentSnapshot one = add(1);
    SegmentSnapshot two = add(2);
    delete(two);
    delete(one);

    assertThat(numbers(call(() -> segments.of(session)))).containsExactly(3);
    assertThat(numbers(call(() -> segments.deleted(session)))).containsExactly(1, 2);
    assertThat(call(() -> segments.lastNumber(session))).isEqualTo(3);
    assertThat(call(() -> segments.of(UUID.randomUUID()))).isEmpty();
    assertThat(call(() -> segments.lastNumber(UUID.randomUUID()))).isZero();
  }

  @Test
  void aDeletedSegmentIsNotFoundUntilItIsBroughtBack() {
    SegmentSnapshot segment = add(1);
    delete(segment);
    refused(() -> call(() -> segments.require(session, 1)), ErrorCode.SEGMENT_NOT_FOUND);

    QuarkusTransaction.requiringNew().run(() -> segments.restore(segment));

    assertThat(call(() -> segments.require(session, 1))).isEqualTo(segment);
  }

  @Test
  void aNumberIsGivenOnce() {
    add(1);

    assertThatThrownBy(() -> add(1)).isInstanceOf(RuntimeException.class);
    assertThat(call(() -> segments.of(session))).hasSize(1);
  }

  @Test
  void theNumberOfADeletedSegmentIsNotUsedAgain() {
    SegmentSnapshot first = service.add(session, "spleen", Optional.empty());
    service.delete(session, first.number(), Terms.NONE);

    assertThat(service.add(session, "liver", Optional.empty()).number()).isEqualTo(2);
    assertThat(numbers(service.list(session))).containsExactly(2);
  }

  @Test
  void aSessionThatHasUsedAllNumbersTakesNoMoreSegments() throws Exception {
    rows.segment(session, 255);

    refused(() -> service.add(session, "spleen", Optional.empty()), ErrorCode.SEGMENT_LIMIT);
    assertThat(rows.events(session)).isEmpty();
  }

  @Test
  void aFullSessionTakesNeitherANewSegmentNorADeletedOneBack() throws Exception {
    for (int number = 1; number <= 64; number++) {
      rows.segment(session, number);
    }
    refused(() -> service.add(session, "spleen", Optional.empty()), ErrorCode.SEGMENT_LIMIT);
    service.delete(session, 7, Terms.NONE);
    assertThat(service.add(session, "spleen", Optional.empty()).number()).isEqualTo(65);

    refused(() -> service.restore(session, 7, Terms.NONE), ErrorCode.SEGMENT_LIMIT);

    service.delete(session, 65, Terms.NONE);
    assertThat(service.restore(session, 7, Terms.NONE).number()).isEqualTo(7);
    assertThat(service.restore(session, 7, Terms.NONE).number()).isEqualTo(7);
  }

  @Test
  void whatIsNotNamedStaysAsItIsAndAnEmptyLabelIsTheStructuresOwn() {
    service.add(session, "spleen", Optional.empty());

    service.change(session, 1, null, " Mine ", null, Terms.NONE);
    SegmentSnapshot locked = service.change(session, 1, null, null, true, Terms.NONE);
    assertThat(locked)
        .isEqualTo(new SegmentSnapshot(locked.id(), session, 1, "spleen", "Mine", true, 0));
    assertThat(service.code(locked).label()).isEqualTo("Mine");

    SegmentSnapshot other = service.change(session, 1, "liver", "", null, Terms.NONE);
    assertThat(other.locked()).isTrue();
    assertThat(service.code(other)).isEqualTo(service.code("liver"));
  }

  @Test
  void aLockedSegmentIsNotDeletedAndAMistakeChangesNothing() {
    service.add(session, "spleen", Optional.empty());
    service.change(session, 1, null, null, true, Terms.NONE);

    refused(() -> service.delete(session, 1, Terms.NONE), ErrorCode.SEGMENT_LOCKED);
    refused(
        () -> service.change(session, 1, "no-organ", "x", false, Terms.NONE),
        ErrorCode.STRUCTURE_UNKNOWN);
    refused(
        () -> service.change(session, 1, "liver", "a\\b", false, Terms.NONE),
        ErrorCode.BAD_REQUEST);

    SegmentSnapshot as = service.require(session, 1);
    assertThat(as.locked()).isTrue();
    assertThat(as.structureId()).isEqualTo("spleen");
  }

  @Test
  void inASessionThatCanNotBeWorkedOnNothingChanges() throws Exception {
    for (var refusal :
        List.of(
            List.of("CLOSED", ErrorCode.SESSION_CLOSED),
            List.of("LOADING", ErrorCode.SESSION_LOADING),
            List.of("FAILED", ErrorCode.SESSION_FAILED))) {
      session = rows.session((String) refusal.get(0));
      refused(() -> service.add(session, "spleen", Optional.empty()), (ErrorCode) refusal.get(1));
      assertThat(rows.events(session)).isEmpty();
    }
    session = UUID.randomUUID();
    refused(() -> service.add(session, "spleen", Optional.empty()), ErrorCode.SESSION_NOT_FOUND);
    refused(() -> service.list(session), ErrorCode.SESSION_NOT_FOUND);
    refused(() -> service.deleted(session), ErrorCode.SESSION_NOT_FOUND);
  }

  @Test
  void eachChangeIsToldToWhoListens() throws Exception {
    service.add(session, "spleen", Optional.empty());
    service.change(session, 1, "liver", null, null, Terms.NONE);
    service.delete(session, 1, Terms.NONE);
    service.restore(session, 1, Terms.NONE);

    assertThat(rows.events(session)).isEqualTo("segment 1, segment 1, segment 1, segment 1");
  }
}
