package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.StoredText;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.routing.workitem.performer.ItemPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Rows of work items; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ItemRows {

  private static final int MOST_TEXT = 500;
  private static final int MOST_RESTORED = 10_000;
  private static final String IS_OPEN =
      "state in ('CLAIMING', 'WORKING', 'COMPLETING', 'CANCELLING')";

  private static final String ADD =
      """
      insert into routing_workitem (id, origin, connection_id, uid, transaction_uid, state,
        study_uid, series_uid, source_id, action, priority, reason, not_before, created_at,
        changed_at)
      values (:id, :origin, cast(nullif(:connection, '') as uuid), :uid, :transaction, 'CLAIMING',
        :study, :series, cast(nullif(:source, '') as uuid), nullif(:action, ''), :priority,
        :reason, :now, :now, :now)
      on conflict (origin, connection_id, uid) do nothing
      """;

  private final EntityManager entities;
  private final ItemJson json;
  private final Clock clock;

  ItemRows(EntityManager entities, ItemJson json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  /** Adds an item with its transaction UID; false when it is there already. */
  boolean add(UUID id, NewItem item, String transaction) {
    ItemPlan plan = item.plan();
    return entities
            .createNativeQuery(ADD)
            .setParameter("id", id)
            .setParameter("origin", item.origin().name())
            .setParameter("connection", text(item.worklist()))
            .setParameter("uid", item.uid())
            .setParameter("transaction", transaction)
            .setParameter("study", plan.studyUid())
            .setParameter("series", plan.seriesUid())
            .setParameter("source", text(plan.source()))
            .setParameter("action", plan.action() == null ? "" : json.text(plan.action()))
            .setParameter("priority", plan.priority())
            .setParameter("reason", StoredText.of(plan.problem(), MOST_TEXT))
            .setParameter("now", now())
            .executeUpdate()
        == 1;
  }

  private static String text(ConnectionId connection) {
    return Objects.toString(connection.column(), "");
  }

  /** An item whose row is held until the transaction ends. */
  Optional<ItemRow> hold(UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(ItemJson.SELECT + " where r.id = :id for update of r")
            .setParameter("id", id)
            .getResultList();
    return rows.stream().findFirst().map(Object[].class::cast).map(json::row);
  }

  /** The item of a UID that was pushed to us. */
  Optional<UUID> pushed(String uid) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select id from routing_workitem where origin = 'PUSHED' and uid = :uid")
            .setParameter("uid", uid)
            .getResultList();
    return ids.stream().findFirst().map(UUID.class::cast);
  }

  /** The item of a UID on a worklist. */
  Optional<UUID> pulled(ConnectionId worklist, String uid) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select id from routing_workitem where origin = 'PULLED' and uid = :uid and"
                    + " connection_id is not distinct from cast(nullif(:connection, '') as uuid)")
            .setParameter("uid", uid)
            .setParameter("connection", text(worklist))
            .getResultList();
    return ids.stream().findFirst().map(UUID.class::cast);
  }

  /** How many items of a worklist are not at their end. */
  int open(ConnectionId worklist) {
    return ((Number)
            entities
                .createNativeQuery(
                    "select count(*) from routing_workitem where origin = 'PULLED' and "
                        + IS_OPEN
                        + " and connection_id is not distinct from"
                        + " cast(nullif(:connection, '') as uuid)")
                .setParameter("connection", text(worklist))
                .getSingleResult())
        .intValue();
  }

  /** Begins a look. */
  void turn(UUID id) {
    set(id, "turn = turn + 1").executeUpdate();
  }

  void job(UUID id, UUID job, boolean own) {
    set(id, "job_id = :job, own_job = :own, started_at = :now")
        .setParameter("job", job)
        .setParameter("own", own)
        .setParameter("now", now())
        .executeUpdate();
  }

  void state(UUID id, ItemState state, String reason, List<WorkitemOutput> outputs) {
    set(
            id,
            "state = :state, reason = :reason, outputs = :outputs, tries = 0, failure = '',"
                + " changed_at = :now, not_before = :now"
                + (state.isEnd() ? ", ended_at = :now" : ""))
        .setParameter("state", state.name())
        .setParameter("reason", StoredText.of(reason, MOST_TEXT))
        .setParameter("outputs", json.text(outputs))
        .setParameter("now", now())
        .executeUpdate();
  }

  void progress(UUID id, int percent) {
    set(id, "progress = :percent").setParameter("percent", percent).executeUpdate();
  }

  void cancelRequested(UUID id) {
    set(id, "cancel_requested = true, not_before = :now")
        .setParameter("now", now())
        .executeUpdate();
  }

  void later(UUID id, Instant at, int tries, String failure) {
    set(id, "not_before = :at, tries = :tries, failure = :failure")
        .setParameter("at", at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .setParameter("tries", tries)
        .setParameter("failure", StoredText.of(failure, MOST_TEXT))
        .executeUpdate();
  }

  private Query set(UUID id, String assignments) {
    return entities
        .createNativeQuery("update routing_workitem set " + assignments + " where id = :id")
        .setParameter("id", id);
  }

  /** Items that are not at their end. */
  List<Due> open() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id, not_before from routing_workitem where "
                    + IS_OPEN
                    + " order by not_before")
            .setMaxResults(MOST_RESTORED)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }

  /** No finer than the database keeps it. */
  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
