package io.deepgrow.app.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts rows into lanes and takes them out; joins the transaction of its caller. */
@ApplicationScoped
public class WorkQueue {

  /** The channel on which lanes are told that there is work. */
  static final String CHANNEL = "queue";

  private static final String RESTORE =
      """
      insert into %s (task_name, task_instance, execution_time, picked, version, priority)
      select :kind, d.row, d.at, false, 1, :priority
      from unnest(string_to_array(:rows, ','), cast(string_to_array(:times, ',') as timestamptz[]))
        as d(row, at)
      on conflict do nothing
      """;

  private static final String STEPS =
      """
      update %s q set priority = d.step * :of
      from unnest(string_to_array(:rows, ','), cast(string_to_array(:steps, ',') as smallint[]))
        as d(row, step)
      where q.task_name = :kind and q.task_instance = d.row and not q.picked
        and q.priority is distinct from d.step * :of
      """;

  private static final int OF_STEP = 10;

  private final Map<Lane, SchedulerClient> lanes = new EnumMap<>(Lane.class);
  private final EntityManager entities;

  WorkQueue(AgroalDataSource database, EntityManager entities) {
    this.entities = entities;
    for (Lane lane : Lane.values()) {
      lanes.put(
          lane,
          SchedulerClient.Builder.create(database)
              .tableName(lane.table())
              .serializer(new NoData())
              .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
              .enablePriority()
              .build());
    }
  }

  private SchedulerClient client(Kind kind) {
    return Objects.requireNonNull(lanes.get(kind.lane()), "every lane has a client");
  }

  /**
   * Puts a row into its lane, to be seen there when the caller's transaction commits. The caller
   * holds the row, or has just made it: two who put one row in at the same time break a
   * transaction.
   *
   * @return false when it is there already; nothing is changed then
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean enqueue(Kind kind, UUID row, Instant at, Urgency urgency) {
    return enqueued(kind, row, at, urgency.priority());
  }

  /**
   * As the other, among work that has steps of its own.
   *
   * @param step from 1 (can wait) to 9 (at once); 5 is {@link Urgency#USUAL}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public boolean enqueue(Kind kind, UUID row, Instant at, int step) {
    return enqueued(kind, row, at, OF_STEP * step);
  }

  private boolean enqueued(Kind kind, UUID row, Instant at, int priority) {
    TaskInstance<Void> instance =
        new TaskInstance.Builder<Void>(kind.name(), row.toString()).priority(priority).build();
    boolean added = client(kind).scheduleIfNotExists(instance, at);
    signal(kind);
    return added;
  }

  /** Told to who listens when the transaction commits, and never if it does not. */
  private void signal(Kind kind) {
    entities
        .createNativeQuery("select cast(pg_notify(?1, ?2) as text)")
        .setParameter(1, CHANNEL)
        .setParameter(2, kind.lane().name())
        .getResultList();
  }

  /** Takes a row out of its lane; false when it is not there, or looked at right now. */
  public boolean cancel(Kind kind, UUID row) {
    try {
      client(kind).cancel(TaskInstanceId.of(kind.name(), row.toString()));
      return true;
    } catch (DbSchedulerException e) {
      return false;
    }
  }

  /** Sets when a row is looked at; false when it is not there, or looked at right now. */
  public boolean reschedule(Kind kind, UUID row, Instant at) {
    try {
      return client(kind).reschedule(TaskInstanceId.of(kind.name(), row.toString()), at);
    } catch (DbSchedulerException e) {
      return false;
    }
  }

  /** Sets the steps of rows that wait, as in {@link #enqueue(Kind, UUID, Instant, int)}. */
  @Transactional
  public void setSteps(Kind kind, Map<UUID, Integer> steps) {
    if (steps.isEmpty()) {
      return;
    }
    List<Map.Entry<UUID, Integer>> all = List.copyOf(steps.entrySet());
    entities
        .createNativeQuery(STEPS.formatted(kind.lane().table()))
        .setParameter("kind", kind.name())
        .setParameter("of", OF_STEP)
        .setParameter("rows", joined(all, Map.Entry::getKey))
        .setParameter("steps", joined(all, Map.Entry::getValue))
        .executeUpdate();
  }

  private static <T> String joined(List<T> all, Function<T, Object> value) {
    return all.stream().map(value).map(Object::toString).collect(Collectors.joining(","));
  }

  /** Has all rows of a kind looked at now that wait for a later time. */
  @Transactional
  public void hasten(Kind kind) {
    entities
        .createNativeQuery(
            "update "
                + kind.lane().table()
                + " set execution_time = now() where task_name = :kind and not picked and"
                + " execution_time > now()")
        .setParameter("kind", kind.name())
        .executeUpdate();
    signal(kind);
  }

  /** Puts those rows into the lane that are not there; how many. */
  @Transactional
  int restore(Kind kind, List<Due> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    return entities
        .createNativeQuery(RESTORE.formatted(kind.lane().table()))
        .setParameter("kind", kind.name())
        .setParameter("priority", Urgency.USUAL.priority())
        .setParameter("rows", joined(rows, Due::row))
        .setParameter("times", joined(rows, Due::at))
        .executeUpdate();
  }
}
