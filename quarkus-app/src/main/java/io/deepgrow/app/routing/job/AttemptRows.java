package io.deepgrow.app.routing.job;

import io.deepgrow.app.StoredText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Rows of attempts; joins the transaction of its caller, which holds the job's row. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AttemptRows {

  private static final int MOST_CODE = 64;
  private static final int SHOWN = 200;

  private final EntityManager entities;
  private final Clock clock;

  AttemptRows(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  void begin(UUID job, int turn) {
    entities
        .createNativeQuery(
            "insert into routing_job_attempt (job_id, turn, replica, started_at) values (:job,"
                + " :turn, :replica, :now)")
        .setParameter("job", job)
        .setParameter("turn", turn)
        .setParameter("replica", replica())
        .setParameter("now", now())
        .executeUpdate();
  }

  /** Tells who reads it which process had the job. */
  private static String replica() {
    String host = System.getenv().getOrDefault("HOSTNAME", "replica");
    return host.substring(0, Math.min(40, host.length())) + "/" + ProcessHandle.current().pid();
  }

  /** Ends all attempts at a job that have no end. */
  void end(UUID job, AttemptOutcome outcome, String code, String text) {
    entities
        .createNativeQuery(
            "update routing_job_attempt set ended_at = :now, outcome = :outcome, code = :code,"
                + " text = :text where job_id = :job and ended_at is null")
        .setParameter("now", now())
        .setParameter("outcome", outcome.name())
        .setParameter("code", StoredText.of(code, MOST_CODE))
        .setParameter("text", StoredText.of(text, JobRows.MOST_TEXT))
        .setParameter("job", job)
        .executeUpdate();
  }

  /** Forgets an attempt that found that it had to wait. */
  void forget(UUID job, int turn) {
    entities
        .createNativeQuery("delete from routing_job_attempt where job_id = :job and turn = :turn")
        .setParameter("job", job)
        .setParameter("turn", turn)
        .executeUpdate();
  }

  /** The newest attempts at a job, the oldest of them first. */
  List<AttemptView> of(UUID job) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select * from (select turn, replica, started_at, ended_at, outcome,"
                    + " nullif(code, ''), nullif(text, '') from routing_job_attempt where job_id ="
                    + " :job order by turn desc limit :most) a order by 1")
            .setParameter("job", job)
            .setParameter("most", SHOWN)
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(AttemptRows::view).toList();
  }

  private static AttemptView view(Object[] row) {
    String outcome = (String) row[4];
    return new AttemptView(
        ((Number) row[0]).intValue(),
        (String) row[1],
        (Instant) row[2],
        (Instant) row[3],
        outcome == null ? null : AttemptOutcome.valueOf(outcome),
        (String) row[5],
        (String) row[6]);
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
