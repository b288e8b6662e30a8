package io.deepgrow.app.retention;

import io.deepgrow.app.audit.AuditAge;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Drops what is past its time, a limited number of rows at once. */
@ApplicationScoped
class Retention implements RecurringWork {

  private static final Logger LOG = Logger.getLogger(Retention.class);
  private static final Kind KIND = new Kind("retention", Lane.LIGHT);
  private static final int AT_ONCE = 5000;

  private final EntityManager entities;
  private final Clock clock;
  private final RetentionConfig config;
  private final AuditAge deeds;

  Retention(EntityManager entities, Clock clock, RetentionConfig config, AuditAge deeds) {
    this.deeds = deeds;
    this.entities = entities;
    this.clock = clock;
    this.config = config;
  }

  void check(@Observes StartupEvent event) {
    require(config.audit().orElse(AuditAge.SHORTEST));
  }

  /**
   * Refuses a time that is too short for what the audit trail is there for.
   *
   * @throws IllegalStateException with the setting's name
   */
  static void require(Duration audit) {
    if (audit.compareTo(AuditAge.SHORTEST) < 0) {
      throw new IllegalStateException(
          "deepgrow.retention.audit must be at least 30d: replicas learn from the audit trail what"
              + " was erased. Leave it out to keep the trail for ever");
    }
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    drop();
  }

  void drop() {
    drop("answers", PastTime.ANSWERS, config.answers());
    drop("events of sessions", PastTime.EVENTS, config.events());
    drop("results' bytes", PastTime.RESULT_BYTES, config.resultBytes());
    config
        .rejectedBytes()
        .ifPresent(after -> drop("rejected results' bytes", PastTime.REJECTED_BYTES, after));
    config.idleSessions().ifPresent(after -> drop("idle sessions", PastTime.IDLE_SESSIONS, after));
    drop("earlier masks of closed sessions", PastTime.EARLIER_MASKS, config.earlierMasks());
    drop("trials of models", PastTime.TRIALS, config.trials());
    drop("sighted studies", PastTime.SIGHTINGS, config.sightings());
    drop("reading tasks", PastTime.READING_TASKS, config.readingTasks());
    drop("ended jobs", PastTime.JOBS, config.jobs());
    drop("ended work items", PastTime.WORKITEMS, config.workitems());
    drop("decisions of rules", PastTime.DECISIONS, config.decisions());
    drop("dry runs of rules", PastTime.DRY_RUNS, config.dryRuns());
    config.audit().ifPresent(after -> deeds.drop(clock.instant().minus(after)));
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
