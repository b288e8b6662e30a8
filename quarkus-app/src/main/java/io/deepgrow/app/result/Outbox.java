package io.deepgrow.app.result;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Results in the database; methods join the caller's transaction. */
@ApplicationScoped
class Outbox {

  private static final int MAX_REASON = 500;

  private static final String CLAIM =
      """
      with due as (
        select id from stored_result
        where state in ('PENDING', 'STORED') and next_attempt <= :now
        order by next_attempt limit 1 for update skip locked),
      claimed as (
        update stored_result r set claim = r.claim + 1, next_attempt = :until, held_until = :until
        from due where r.id = due.id
        returning r.id, r.session_id, r.claim, r.state, r.study_uid, r.series_uid, r.sop_uid,
          r.attempts, r.checks)
      select * from claimed
      """;

  private static final String ADD =
      """
      insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state, next_attempt,
        dataset, created_at, request_hash, note)
      values (:id, :session, :study, :series, :sop, 'PENDING', :at, :dataset, :at, :hash, nullif(:note, ''))
      on conflict do nothing
      """;

  private static final String VIEW =
      "select new io.deepgrow.app.result.ResultView(r.id, r.state, r.studyUid, r.seriesUid,"
          + " r.sopUid, r.attempts, r.reason, r.note, r.createdAt) from StoredResult r where ";

  private final EntityManager entities;
  private final Clock clock;

  Outbox(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Adds a result; false when there is one of that id already. */
  boolean add(StoredResult result) {
    return entities
            .createNativeQuery(ADD)
            .setParameter("id", result.id)
            .setParameter("session", result.sessionId)
            .setParameter("study", result.studyUid)
            .setParameter("series", result.seriesUid)
            .setParameter("sop", result.sopUid)
            .setParameter("at", result.createdAt.atOffset(ZoneOffset.UTC))
            .setParameter("dataset", result.dataset)
            .setParameter("hash", result.requestHash)
            .setParameter("note", text(result.note))
            .executeUpdate()
        == 1;
  }

  /** What a result was asked for with, if it is there. */
  Optional<String> requestHash(UUID id) {
    return entities
        .createQuery("select r.requestHash from StoredResult r where r.id = :id", String.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** A session's results, the oldest first, without their bytes. */
  List<ResultView> of(UUID session) {
    return entities
        .createQuery(VIEW + "r.sessionId = :session order by r.createdAt", ResultView.class)
        .setParameter("session", session)
        .getResultList();
  }

  /** One result of a session, without its bytes. */
  Optional<ResultView> find(UUID session, UUID id) {
    return entities
        .createQuery(VIEW + "r.sessionId = :session and r.id = :id", ResultView.class)
        .setParameter("session", session)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** A result of any session, without its bytes. */
  Optional<ResultView> find(UUID id) {
    return entities
        .createQuery(VIEW + "r.id = :id", ResultView.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** The bytes of a result's object; none once they were dropped. */
  Optional<byte[]> dataset(UUID id) {
    return entities
        .createQuery("select r.dataset from StoredResult r where r.id = :id", byte[].class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** A result whose time has come, held against other senders for a while. */
  Optional<Claim> claim(Duration hold) {
    List<?> rows =
        entities
            .createNativeQuery(CLAIM)
            .setParameter("now", now())
            .setParameter("until", now().plus(hold))
            .getResultList();
    return rows.stream().map(row -> claimed((Object[]) row)).findFirst();
  }

  /**
   * Shows the data set of each result that still has its bytes, with the study of its session, one
   * after the other; each is read in a transaction of its own.
   */
  void forEachDataset(BiConsumer<String, byte[]> sink) {
    List<Object[]> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createQuery(
                            "select r.id, s.studyUid from StoredResult r, AnnotationSession s"
                                + " where s.id = r.sessionId",
                            Object[].class)
                        .getResultList());
    for (Object[] row : rows) {
      QuarkusTransaction.requiringNew()
          .call(() -> dataset((UUID) row[0]))
          .filter(bytes -> bytes.length > 0)
          .ifPresent(bytes -> sink.accept((String) row[1], bytes));
    }
  }

  private static Claim claimed(Object[] row) {
    return new Claim(
        (UUID) row[0],
        (UUID) row[1],
        ((Number) row[2]).intValue(),
        ResultState.valueOf((String) row[3]),
        new StudyUid((String) row[4]),
        new SeriesUid((String) row[5]),
        new SopInstanceUid((String) row[6]),
        ((Number) row[7]).intValue(),
        ((Number) row[8]).intValue());
  }

  /**
   * Keeps other bytes, before they are sent.
   *
   * @param note for who stored the result, or null
   * @throws IllegalStateException when somebody else has the result by now
   */
  void rewrite(Claim claim, byte[] dataset, @Nullable String note) {
    int rows =
        update("dataset = :dataset, note = coalesce(nullif(:note, ''), note)", claim)
            .setParameter("dataset", dataset)
            .setParameter("note", text(note))
            .executeUpdate();
    if (rows != 1) {
      throw new IllegalStateException("Somebody else has taken the result over");
    }
  }

  /** Holds a claim longer; false when somebody else has the result by now. */
  boolean hold(Claim claim, Duration longer) {
    return update("next_attempt = :at, held_until = :at", claim)
            .setParameter("at", now().plus(longer))
            .executeUpdate()
        == 1;
  }

  /**
   * Ends a claim.
   *
   * @param wait until the next attempt, if there is one
   * @return false when somebody else has the result by now: what they find out counts
   */
  boolean finish(Claim claim, Step step, Duration wait) {
    ResultState state = step.after(claim.state());
    boolean looked = step instanceof Step.Later later && later.looked();
    String counted = looked ? "checks = checks + 1" : "attempts = attempts + 1";
    if (claim.state() == ResultState.STORED && state != ResultState.STORED) {
      counted = "checks = checks + 1";
    }
    String time =
        switch (state) {
          case STORED -> claim.state() == ResultState.PENDING ? ", stored_at = :now" : "";
          case VERIFIED -> ", verified_at = :now";
          case PENDING, REJECTED -> "";
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

  /** The database makes nothing of an empty text; null has no type there. */
  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String reason(Step step) {
    if (step instanceof Step.Rejected rejected) {
      return shortened(rejected.reason());
    }
    return step instanceof Step.Later later ? shortened(later.reason()) : "";
  }

  private static String shortened(String reason) {
    return reason.substring(0, Math.min(MAX_REASON, reason.length()));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
