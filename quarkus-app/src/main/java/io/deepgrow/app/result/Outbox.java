package io.deepgrow.app.result;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Results in the database; methods join the caller's transaction. */
@ApplicationScoped
class Outbox {

  private static final String ADD =
      """
      with added as (
        insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state, next_attempt,
          created_at, request_hash, note, created_by, created_by_name, connection_id)
        values (:id, :session, :study, :series, :sop, :state, :at, :at, :hash, nullif(:note, ''),
          cast(nullif(:by, '') as uuid), :byName,
          cast(nullif(:connection, '') as uuid))
        on conflict do nothing
        returning id)
      insert into stored_result_bytes (result_id, dataset) select id, :dataset from added
      """;

  private static final String VIEW =
      "select new io.deepgrow.app.result.ResultView(r.id, r.state, r.studyUid, r.seriesUid,"
          + " r.sopUid, c.name, r.attempts, r.reason, r.note, r.createdAt) from StoredResult r left"
          + " join PacsConnection c on c.id = r.connectionId where ";

  private final EntityManager entities;

  Outbox(EntityManager entities) {
    this.entities = entities;
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
            .setParameter("state", result.state.name())
            .setParameter("at", result.createdAt.atOffset(ZoneOffset.UTC))
            .setParameter("dataset", result.dataset)
            .setParameter("hash", result.requestHash)
            .setParameter("note", text(result.note))
            .setParameter("by", result.createdBy == null ? "" : result.createdBy.toString())
            .setParameter("byName", result.createdByName)
            .setParameter(
                "connection", result.connectionId == null ? "" : result.connectionId.toString())
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

  /** The bytes of a result's object; none once they were dropped, or of no result. */
  Optional<byte[]> dataset(UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select dataset from stored_result_bytes where result_id = :id", byte[].class)
            .setParameter("id", id)
            .getResultList();
    return rows.stream().map(byte[].class::cast).findFirst();
  }

  /**
   * Shows the data set of each result that still has its bytes, with the study of its session, one
   * after the other; each is read in a transaction of its own.
   */
  void forEachDataset(BiConsumer<String, byte[]> sink) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select r.id, s.study_uid from stored_result_bytes b join stored_result"
                                + " r on r.id = b.result_id join annotation_session s on s.id ="
                                + " r.session_id")
                        .getResultList());
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      QuarkusTransaction.requiringNew()
          .call(() -> dataset((UUID) columns[0]))
          .ifPresent(bytes -> sink.accept((String) columns[1], bytes));
    }
  }

  /** The database makes nothing of an empty text; null has no type there. */
  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
