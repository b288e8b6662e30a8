package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reading tasks in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class TaskRows {

  private static final String SELECT =
      """
      select t.id, t.rank, t.due_at, t.age from (
        select r.*,
          case when r.state in ('DONE', 'WITHDRAWN') then 1
            when r.state = 'RETURNED' then -100
            when r.priority = 9 then -9
            else - cast(least(8, r.priority + floor(greatest(0,
              extract(epoch from (cast(:now as timestamptz) - r.created_at))) / :step)) as integer)
            end as rank,
          case when r.due is null or r.state in ('DONE', 'WITHDRAWN') then 1000000000000000
            else extract(epoch from r.due) end as due_at,
          case when r.state in ('DONE', 'WITHDRAWN') then - extract(epoch from r.changed_at)
            else extract(epoch from r.created_at) end as age
        from reading_task r where %s) t
      """;

  private static final String ORDER = " order by t.rank, t.due_at, t.age, t.id limit :most";

  private static final String AFTER =
      " where (t.rank, t.due_at, t.age, t.id) > (:rank, :due, :age, :id)";

  private final EntityManager entities;
  private final WorklistConfig config;

  TaskRows(EntityManager entities, WorklistConfig config) {
    this.entities = entities;
    this.config = config;
  }

  void add(ReadingTask task) {
    entities.persist(task);
    entities.flush();
  }

  Optional<ReadingTask> find(UUID id) {
    return Optional.ofNullable(entities.find(ReadingTask.class, id));
  }

  /** A task; {@code task.not_found}. */
  ReadingTask require(UUID id) {
    return find(id)
        .orElseThrow(
            () -> new ApiException(ErrorCode.TASK_NOT_FOUND, "There is no reading task " + id));
  }

  /** A task whose row is held until the transaction ends, as it is now. */
  ReadingTask hold(UUID id) {
    ReadingTask task = require(id);
    entities.refresh(task, LockModeType.PESSIMISTIC_WRITE);
    return task;
  }

  /**
   * Some tasks that nobody else holds right now, held until the transaction ends.
   *
   * @param condition on {@code r}
   */
  private List<ReadingTask> skimmed(String condition, String order, Instant now, int most) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select r.id from reading_task r where "
                    + condition
                    + order
                    + " limit :most for update skip locked")
            .setParameter("now", now.atOffset(ZoneOffset.UTC))
            .setParameter("most", most)
            .getResultList();
    return ids.stream().map(id -> refreshed((UUID) id)).toList();
  }

  private ReadingTask refreshed(UUID id) {
    ReadingTask task = require(id);
    entities.refresh(task);
    return task;
  }

  /** Tasks whose claims have passed, held until the transaction ends. */
  List<ReadingTask> lapsed(Instant now, int most) {
    return skimmed("r.claim_until < :now", " order by r.claim_until", now, most);
  }

  /** The tasks of a session that are not at their end, held until the transaction ends. */
  List<ReadingTask> ofSession(UUID session) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select r.id from reading_task r where r.session_id = :session and r.state not in"
                    + " ('DONE', 'WITHDRAWN') order by r.id")
            .setParameter("session", session)
            .getResultList();
    return ids.stream().map(id -> hold((UUID) id)).toList();
  }

  /** Open tasks of the same work as one that a job puts on the list anew. */
  List<ReadingTask> supersededBy(ReadingTask task) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select r.id from reading_task r, reading_task n where n.id = :id and r.id <> n.id"
                    + " and r.state = 'OPEN' and r.job_id is not null and r.series_uid ="
                    + " n.series_uid and r.structures = n.structures and r.connection_id is not"
                    + " distinct from n.connection_id and r.project_id is not distinct from"
                    + " n.project_id and r.account_id is not distinct from n.account_id order by r.id")
            .setParameter("id", task.id)
            .getResultList();
    return ids.stream().map(id -> hold((UUID) id)).toList();
  }

  /**
   * The tasks after one, in the order in which they are to be done.
   *
   * @param condition on {@code r}
   */
  List<Row> page(TaskScope scope, String condition, TaskPlace after, int most) {
    Query query = query(SELECT.formatted(condition) + AFTER + ORDER, scope, after.at(), most);
    query
        .setParameter("rank", after.rank())
        .setParameter("due", after.due())
        .setParameter("age", after.age())
        .setParameter("id", after.id());
    return rows(query).stream()
        .map(
            row ->
                new Row(
                    require((UUID) row[0]),
                    new TaskPlace(
                        after.at(),
                        ((Number) row[1]).intValue(),
                        new BigDecimal(row[2].toString()),
                        new BigDecimal(row[3].toString()),
                        (UUID) row[0])))
        .toList();
  }

  /** A task and its place in the list. */
  record Row(ReadingTask task, TaskPlace place) {}

  /**
   * The task that somebody does next.
   *
   * @param hold whether to hold it until the transaction ends; those that others hold are left out
   */
  Optional<ReadingTask> next(TaskScope scope, Instant now, boolean hold) {
    String condition =
        scope.works()
            + " and (r.state = 'OPEN' or (r.state = 'RETURNED' and "
            + scope.holds()
            + "))";
    int most = 1;
    if (!hold) {
      Query query = query(SELECT.formatted(condition) + ORDER, scope, now, most);
      return rows(query).stream().findFirst().map(row -> require((UUID) row[0]));
    }
    return rows(query(locked(condition), scope, now, most)).stream()
        .findFirst()
        .map(row -> refreshed((UUID) row[0]));
  }

  /** As the list is ordered, over the table itself, whose rows alone can be held. */
  private static String locked(String condition) {
    return """
    select r.id, r.priority from reading_task r where %s
    order by case when r.state = 'RETURNED' then -100 when r.priority = 9 then -9
        else - cast(least(8, r.priority + floor(greatest(0,
          extract(epoch from (cast(:now as timestamptz) - r.created_at))) / :step)) as integer) end,
      r.due nulls last, r.created_at, r.id
    limit :most for update skip locked
    """
        .formatted(condition);
  }

  private Query query(String sql, TaskScope scope, Instant now, int most) {
    Query query =
        entities
            .createNativeQuery(sql)
            .setParameter("now", now.atOffset(ZoneOffset.UTC))
            .setParameter("step", Math.max(1L, config.ageing().toSeconds()))
            .setParameter("most", most);
    scope.set(query, sql);
    return query;
  }

  private static List<Object[]> rows(Query query) {
    List<?> rows = query.getResultList();
    return rows.stream().map(Object[].class::cast).collect(Collectors.toList());
  }
}
