package io.deepgrow.app.routing.job;

import io.deepgrow.app.StoredText;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.ActionKind;
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

/** Rows of jobs; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class JobRows {

  static final int MOST_TEXT = 500;
  private static final int MOST_CODE = 64;

  private static final String ADD =
      """
      insert into routing_job (id, kind, state, connection_id, study_uid, series_uid, series_digest,
        action, rule_id, rule_version, ordered_by, dedupe_key, priority, not_before, waiting_since,
        created_at)
      values (:id, :kind, 'WAITING', cast(nullif(:connection, '') as uuid), :study, :series, :digest,
        :action, cast(nullif(:rule, '') as uuid), cast(nullif(:version, '') as integer), :by, :key,
        :priority, :now, :now, :now)
      on conflict (dedupe_key) where state <> 'CANCELLED' do nothing
      """;

  private static final String HOLD =
      """
      select id, kind, state, connection_id, study_uid, series_uid, priority, not_before,
        waiting_since, turn, tries, deaths
      from routing_job where id = :id for update
      """;

  private final EntityManager entities;
  private final JobJson json;
  private final Clock clock;

  JobRows(EntityManager entities, JobJson json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  /** Adds a job; false when there is one of the same key that was not cancelled. */
  boolean add(UUID id, JobOrder order, String key) {
    return entities
            .createNativeQuery(ADD)
            .setParameter("id", id)
            .setParameter("kind", order.action().kind().name())
            .setParameter("connection", text(order.connection().column()))
            .setParameter("study", order.studyUid())
            .setParameter("series", order.seriesUid())
            .setParameter("digest", order.seriesDigest())
            .setParameter("action", json.text(order.action()))
            .setParameter("rule", text(order.rule()))
            .setParameter("version", text(order.ruleVersion()))
            .setParameter("by", StoredText.of(order.orderedBy(), 200))
            .setParameter("key", key)
            .setParameter("priority", order.priority())
            .setParameter("now", now())
            .executeUpdate()
        == 1;
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return Objects.toString(value, "");
  }

  /** The job of a key that was not cancelled. */
  Optional<UUID> ofKey(String key) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select id from routing_job where dedupe_key = :key and state <> 'CANCELLED'")
            .setParameter("key", key)
            .getResultList();
    return ids.stream().findFirst().map(UUID.class::cast);
  }

  /** A job whose row is held until the transaction ends. */
  Optional<JobRow> hold(UUID id) {
    List<?> rows = entities.createNativeQuery(HOLD).setParameter("id", id).getResultList();
    return rows.stream().findFirst().map(Object[].class::cast).map(JobRows::row);
  }

  private static JobRow row(Object[] row) {
    return new JobRow(
        (UUID) row[0],
        ActionKind.valueOf((String) row[1]),
        JobState.valueOf((String) row[2]),
        ConnectionId.ofColumn((UUID) row[3]),
        (String) row[4],
        (String) row[5],
        ((Number) row[6]).intValue(),
        (Instant) row[7],
        (Instant) row[8],
        ((Number) row[9]).intValue(),
        ((Number) row[10]).intValue(),
        ((Number) row[11]).intValue());
  }

  /** Begins an attempt; its turn. */
  int begin(UUID id, int deaths) {
    return ((Number)
            entities
                .createNativeQuery(
                    "update routing_job set state = 'RUNNING', turn = turn + 1, deaths = :deaths"
                        + " where id = :id returning turn")
                .setParameter("deaths", deaths)
                .setParameter("id", id)
                .getSingleResult())
        .intValue();
  }

  /** Whether it is still the turn of an attempt. */
  boolean isRunning(UUID id, int turn) {
    return !entities
        .createNativeQuery(
            "select 1 from routing_job where id = :id and turn = :turn and state = 'RUNNING'")
        .setParameter("id", id)
        .setParameter("turn", turn)
        .getResultList()
        .isEmpty();
  }

  /** Writes outputs down; false when it is no longer the turn of that attempt. */
  boolean note(UUID id, int turn, JobOutputs outputs) {
    return entities
            .createNativeQuery(
                "update routing_job set outputs = :outputs where id = :id and turn = :turn and"
                    + " state = 'RUNNING'")
            .setParameter("outputs", json.text(outputs))
            .setParameter("id", id)
            .setParameter("turn", turn)
            .executeUpdate()
        == 1;
  }

  /** Ends a job whose row is held; empty texts where nothing is wrong. */
  void end(UUID id, JobState state, int deaths, String code, String text) {
    set(
            id,
            "state = :state, deaths = :deaths, ended_at = :now, failure_code = :code,"
                + " failure_text = :text")
        .setParameter("state", state.name())
        .setParameter("deaths", deaths)
        .setParameter("now", now())
        .setParameter("code", StoredText.of(code, MOST_CODE))
        .setParameter("text", StoredText.of(text, MOST_TEXT))
        .executeUpdate();
  }

  /** Puts a job off whose row is held. */
  void putOff(UUID id, int tries, Instant at, String code, String text) {
    set(
            id,
            "state = 'RETRYING', tries = :tries, not_before = :at, failure_code = :code,"
                + " failure_text = :text")
        .setParameter("tries", tries)
        .setParameter("at", at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
        .setParameter("code", StoredText.of(code, MOST_CODE))
        .setParameter("text", StoredText.of(text, MOST_TEXT))
        .executeUpdate();
  }

  /** Has a job whose row is held begin anew; its attempts stay. */
  void again(UUID id) {
    set(
            id,
            "state = 'WAITING', tries = 0, deaths = 0, not_before = :now, waiting_since = :now,"
                + " ended_at = null")
        .setParameter("now", now())
        .executeUpdate();
  }

  void priority(UUID id, int priority) {
    set(id, "priority = :priority").setParameter("priority", priority).executeUpdate();
  }

  private Query set(UUID id, String assignments) {
    return entities
        .createNativeQuery("update routing_job set " + assignments + " where id = :id")
        .setParameter("id", id);
  }

  /** Jobs that were given up for one reason, the oldest first. */
  List<UUID> dead(String code, int most) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select id from routing_job where state = 'DEAD' and failure_code = :code order by"
                    + " created_at, id")
            .setParameter("code", code)
            .setMaxResults(most)
            .getResultList();
    return ids.stream().map(UUID.class::cast).toList();
  }

  /** No finer than the database keeps it, so that what is due now is due there too. */
  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
