package io.deepgrow.app.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of training runs; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class RunRows {

  private static final String SELECT =
      "select id, data_kind, data_name, data_sha256, settings, state, cancelling, step, steps,"
          + " left_seconds, failure, curves, last_lines, started_by_name, created_at, begun_at,"
          + " ended_at from training_run";

  /** A process that a service started, by its number and when it began. */
  record Orphan(UUID id, long pid, @Nullable Instant started) {}

  private final EntityManager entities;
  private final ObjectMapper json;
  private final Clock clock;

  RunRows(EntityManager entities, ObjectMapper json, Clock clock) {
    this.entities = entities;
    this.json = json;
    this.clock = clock;
  }

  void add(UUID id, DataKind kind, String data, TrainingSettings settings, Caller by) {
    UUID account = by.id();
    query(
            "insert into training_run (id, data_kind, data_name, settings, steps, state, started_by,"
                + " started_by_name, created_at) values (:id, :kind, :data, :settings, :steps,"
                + " 'QUEUED', cast(:account as uuid), :name, :now)")
        .setParameter("id", id)
        .setParameter("kind", kind.name())
        .setParameter("data", data)
        .setParameter("settings", text(settings))
        .setParameter("steps", settings.steps())
        .setParameter("account", account == null ? null : account.toString())
        .setParameter("name", by.name())
        .setParameter("now", now())
        .executeUpdate();
  }

  private Query query(String sql) {
    return entities.createNativeQuery(sql);
  }

  private java.time.OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The oldest run that waits, begun by a host; none while nothing waits. */
  Optional<RunView> claim(String host) {
    List<?> ids =
        query(
                "update training_run set state = 'RUNNING', host = :host, begun_at = :now, seen_at ="
                    + " :now where id = (select id from training_run where state = 'QUEUED' order by"
                    + " created_at, id limit 1 for update skip locked) returning id")
            .setParameter("host", host)
            .setParameter("now", now())
            .getResultList();
    return ids.stream().findFirst().flatMap(id -> find((UUID) id));
  }

  void prepared(UUID id, String sha256) {
    query("update training_run set data_sha256 = :sha, seen_at = :now where id = :id")
        .setParameter("sha", sha256)
        .setParameter("now", now())
        .setParameter("id", id)
        .executeUpdate();
  }

  void process(UUID id, long pid, Instant started) {
    query("update training_run set pid = :pid, pid_started = :started where id = :id")
        .setParameter("pid", pid)
        .setParameter("started", started.atOffset(ZoneOffset.UTC))
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Notes that a run is alive, and how far it is; false when it is to end or has been ended. */
  boolean seen(UUID id, RunProgress progress, RunCurves curves) {
    Long left =
        progress.leftSeconds().isPresent() ? (Long) progress.leftSeconds().getAsLong() : null;
    List<?> cancelling =
        query(
                "update training_run set seen_at = :now, step = greatest(step, :step), steps = case"
                    + " when :steps > 0 then :steps else steps end, left_seconds = cast(:left as"
                    + " bigint), curves = :curves, last_lines = :lines where id = :id and state ="
                    + " 'RUNNING' returning cancelling")
            .setParameter("now", now())
            .setParameter("step", progress.step())
            .setParameter("steps", progress.steps())
            .setParameter("left", left == null ? null : left.toString())
            .setParameter("curves", text(curves))
            .setParameter("lines", String.join("\n", progress.lines()).replace("\0", ""))
            .setParameter("id", id)
            .getResultList();
    return !cancelling.isEmpty() && !(Boolean) cancelling.get(0);
  }

  /** Ends a run that is not at its end; false when it is. */
  boolean end(UUID id, RunState state, @Nullable String failure) {
    return query(
                "update training_run set state = :state, failure = left(cast(:failure as text), 500),"
                    + " ended_at = :now, left_seconds = null where id = :id and state in ('QUEUED',"
                    + " 'RUNNING')")
            .setParameter("state", state.name())
            .setParameter("failure", failure)
            .setParameter("now", now())
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Ends a run that still waits. */
  void endQueued(UUID id) {
    query(
            "update training_run set state = 'CANCELLED', ended_at = :now where id = :id and state ="
                + " 'QUEUED'")
        .setParameter("now", now())
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Asks a run that goes on somewhere to end. */
  void cancel(UUID id) {
    query("update training_run set cancelling = true where id = :id and state = 'RUNNING'")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Runs that nobody has seen alive for a while. */
  List<UUID> lost(Duration after) {
    List<?> ids =
        query("select id from training_run where state = 'RUNNING' and seen_at < :before")
            .setParameter("before", now().minus(after))
            .getResultList();
    return ids.stream().map(UUID.class::cast).toList();
  }

  /** Runs that a host has begun and that are not at their end. */
  List<Orphan> of(String host) {
    List<?> rows =
        query(
                "select id, pid, pid_started from training_run where state = 'RUNNING' and host ="
                    + " :host")
            .setParameter("host", host)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Orphan((UUID) row[0], ((Number) row[1]).longValue(), (Instant) row[2]))
        .toList();
  }

  Optional<RunView> find(UUID id) {
    return views(query(SELECT + " where id = :id").setParameter("id", id).getResultList()).stream()
        .findFirst();
  }

  /** The newest run, whatever became of it. */
  Optional<RunView> newest() {
    return page(Cursor.START, 1).stream().findFirst();
  }

  /** Runs, the newest first. */
  List<RunView> page(Cursor after, int most) {
    return views(
        query(SELECT + " where (created_at, id) < (:at, :id) order by created_at desc, id desc")
            .setParameter("at", after.at().atOffset(ZoneOffset.UTC))
            .setParameter("id", after.id())
            .setMaxResults(most)
            .getResultList());
  }

  /** Whether a run waits or goes on. */
  boolean isBusy() {
    return !query("select 1 from training_run where state in ('QUEUED', 'RUNNING')")
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private List<RunView> views(List<?> rows) {
    return rows.stream().map(Object[].class::cast).map(this::view).toList();
  }

  private RunView view(Object[] row) {
    String curves = (String) row[11];
    Number left = (Number) row[9];
    return new RunView(
        (UUID) row[0],
        DataKind.valueOf((String) row[1]),
        (String) row[2],
        (String) row[3],
        read((String) row[4], TrainingSettings.class),
        RunState.valueOf((String) row[5]),
        (Boolean) row[6],
        ((Number) row[7]).longValue(),
        ((Number) row[8]).longValue(),
        left == null ? null : (Long) left.longValue(),
        (String) row[10],
        curves.isEmpty() ? RunCurves.NONE : read(curves, RunCurves.class),
        ((String) row[12]).lines().toList(),
        (String) row[13],
        (Instant) row[14],
        (Instant) row[15],
        (Instant) row[16]);
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A training run could not be written", e);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A training run could not be read", e);
    }
  }
}
