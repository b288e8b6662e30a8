package io.deepgrow.app.result;

import io.deepgrow.app.StoredText;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.queue.Due;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Results that are being sent, in the database; methods join the caller's transaction. Each take
 * raises the number of the row, and what is written under an older number changes nothing.
 */
@ApplicationScoped
class Claims {

  private static final int MAX_REASON = 500;

  private static final String LOOK =
      """
      select state, greatest(next_attempt, coalesce(held_until, next_attempt)) from stored_result
      where id = :id for update
      """;

  private static final String TAKE =
      """
      update stored_result set claim = claim + 1, held_until = :until where id = :id
      returning id, session_id, connection_id, claim, state, study_uid, series_uid, sop_uid, attempts, checks
      """;

  private static final String OPEN =
      """
      select id, next_attempt from stored_result where state in ('PENDING', 'STORED')
      order by next_attempt
      """;

  private final EntityManager entities;
  private final Clock clock;

  Claims(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Takes a result if its time has come and nobody has it, and holds it for a while. */
  Turn take(UUID id, Duration hold) {
    List<?> rows = entities.createNativeQuery(LOOK).setParameter("id", id).getResultList();
    if (rows.isEmpty()) {
      return new Turn.Over();
    }
    Object[] row = (Object[]) rows.get(0);
    Standing standing = Standing.of(ResultState.valueOf((String) row[0]));
    if (standing instanceof Standing.Ended || standing instanceof Standing.InReview) {
      return new Turn.Over();
    }
    Instant at = instant(row[1]);
    if (at.isAfter(now().toInstant())) {
      return new Turn.Later(at);
    }
    Object taken =
        entities
            .createNativeQuery(TAKE)
            .setParameter("id", id)
            .setParameter("until", now().plus(hold))
            .getSingleResult();
    return new Turn.Taken(claimed((Object[]) taken));
  }

  private static Claim claimed(Object[] row) {
    return new Claim(
        (UUID) row[0],
        (UUID) row[1],
        ConnectionId.ofColumn((UUID) row[2]),
        ((Number) row[3]).intValue(),
        ResultState.valueOf((String) row[4]),
        new StudyUid((String) row[5]),
        new SeriesUid((String) row[6]),
        new SopInstanceUid((String) row[7]),
        ((Number) row[8]).intValue(),
        ((Number) row[9]).intValue());
  }

  /** Results that are not at their end. */
  List<Due> open() {
    List<?> rows = entities.createNativeQuery(OPEN).getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], instant(row[1])))
        .toList();
  }

  /** How many results the PACS does not want. */
  long rejected() {
    return ((Number)
            entities
                .createNativeQuery("select count(*) from stored_result where state = 'REJECTED'")
                .getSingleResult())
        .longValue();
  }

  /**
   * Keeps other bytes, before they are sent.
   *
   * @param note for who stored the result, or null
   * @throws TakenOverException when somebody else has the result by now
   */
  void rewrite(Claim claim, byte[] dataset, @Nullable String note) {
    int rows =
        update("note = coalesce(nullif(:note, ''), note)", claim)
            .setParameter("note", note == null ? "" : note)
            .executeUpdate();
    if (rows != 1) {
      throw new TakenOverException();
    }
    entities
        .createNativeQuery(
            "update stored_result_bytes set dataset = :dataset where result_id = :id")
        .setParameter("dataset", dataset)
        .setParameter("id", claim.id())
        .executeUpdate();
  }

  /** Holds a claim longer; false when somebody else has the result by now. */
  boolean hold(Claim claim, Duration longer) {
    return update("held_until = :until", claim)
            .setParameter("until", now().plus(longer))
            .executeUpdate()
        == 1;
  }

  /** Ends a claim as if it had not been: the attempt was broken off here. */
  void release(Claim claim) {
    update("held_until = null", claim).executeUpdate();
  }

  /**
   * Ends a claim.
   *
   * @param wait until the next attempt, if there is one
   * @return false when somebody else has the result by now: what they find out counts
   * @throws IllegalStateException when the step may not follow
   */
  boolean finish(Claim claim, Step step, Duration wait) {
    ResultState state = Standing.of(claim.state()).after(step).state();
    boolean looked = step instanceof Step.Later later && later.looked();
    String counted = looked ? "checks = checks + 1" : "attempts = attempts + 1";
    if (claim.state() == ResultState.STORED && state != ResultState.STORED) {
      counted = "checks = checks + 1";
    }
    String time =
        switch (state) {
          case STORED -> claim.state() == ResultState.PENDING ? ", stored_at = :now" : "";
          case VERIFIED -> ", verified_at = :now";
          case PENDING, REJECTED, AWAITING_REVIEW, WITHHELD -> "";
        };
    var update =
        update(
                counted
                    + ", state = :to, reason = nullif(:reason, ''), next_attempt = :at,"
                    + " held_until = null"
                    + time,
                claim)
            .setParameter("to", state.name())
            .setParameter("reason", reason(step))
            .setParameter("at", now().plus(wait));
    if (!time.isEmpty()) {
      update.setParameter("now", now());
    }
    return update.executeUpdate() == 1;
  }

  private Query update(String assignments, Claim claim) {
    return entities
        .createNativeQuery(
            "update stored_result set "
                + assignments
                + " where id = :id and claim = :claim and state = :from")
        .setParameter("id", claim.id())
        .setParameter("claim", claim.number())
        .setParameter("from", claim.state().name());
  }

  private static String reason(Step step) {
    if (step instanceof Step.Rejected rejected) {
      return StoredText.of(rejected.reason(), MAX_REASON);
    }
    return step instanceof Step.Later later ? StoredText.of(later.reason(), MAX_REASON) : "";
  }

  private static Instant instant(Object time) {
    return time instanceof Instant instant ? instant : ((OffsetDateTime) time).toInstant();
  }

  /** No finer than the database keeps it, so that what is due now is due there too. */
  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
