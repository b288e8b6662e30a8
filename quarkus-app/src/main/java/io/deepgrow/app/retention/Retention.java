package io.deepgrow.app.retention;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Drops what is past its time, a limited number of rows at once. */
@ApplicationScoped
class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final int AT_ONCE = 5000;

  private static final String ANSWERS =
      "delete from idempotent_answer where ctid in (select ctid from idempotent_answer where"
          + " created_at < :before limit :most)";

  private static final String RESULT_BYTES =
      "delete from stored_result_bytes where result_id in (select b.result_id from"
          + " stored_result_bytes b join stored_result r on r.id = b.result_id where r.state ="
          + " 'VERIFIED' and r.verified_at < :before limit :most)";

  private static final String IDLE_SESSIONS =
      """
      update annotation_session set state = 'CLOSED', closed_at = now() where id in (
        select s.id from annotation_session s
        where s.state in ('READY', 'FAILED') and s.created_at < :before
          and not exists (
            select 1 from segment g join mask_revision m on m.segment_id = g.id
            where g.session_id = s.id and m.created_at >= :before)
          and not exists (
            select 1 from stored_result r
            where r.session_id = s.id and (r.created_at >= :before or r.state in ('PENDING', 'STORED')))
        limit :most)
      """;

  /** The newest of each session stays: it tells a listener that others are gone. */
  private static final String EVENTS =
      "delete from session_event where ctid in (select e.ctid from session_event e join"
          + " annotation_session s on s.id = e.session_id where e.created_at < :before and e.number <"
          + " s.last_event limit :most)";

  private final EntityManager entities;
  private final Clock clock;
  private final RetentionConfig config;

  Retention(EntityManager entities, Clock clock, RetentionConfig config) {
    this.entities = entities;
    this.clock = clock;
    this.config = config;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void drop() {
    drop("answers", ANSWERS, config.answers());
    drop("events of sessions", EVENTS, config.events());
    drop("results' bytes", RESULT_BYTES, config.resultBytes());
    config.idleSessions().ifPresent(after -> drop("idle sessions", IDLE_SESSIONS, after));
  }

  private void drop(String what, String statement, Duration after) {
    int rows = AT_ONCE;
    while (rows == AT_ONCE) {
      rows =
          QuarkusTransaction.requiringNew()
              .call(
                  () ->
                      entities
                          .createNativeQuery(statement)
                          .setParameter(
                              "before", clock.instant().minus(after).atOffset(ZoneOffset.UTC))
                          .setParameter("most", AT_ONCE)
                          .executeUpdate());
      if (rows > 0) {
        LOG.infof("past their time: %d %s", rows, what);
      }
    }
  }
}
