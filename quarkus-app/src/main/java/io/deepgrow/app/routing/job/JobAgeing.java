package io.deepgrow.app.routing.job;

import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import io.deepgrow.app.queue.WorkQueue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Has jobs that wait long go before those that are more urgent and have just come. */
@ApplicationScoped
class JobAgeing implements RecurringWork {

  private static final Kind KIND = new Kind("age-jobs", Lane.LIGHT);
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int MOST = 10_000;

  private final EntityManager entities;
  private final WorkQueue queue;
  private final Clock clock;

  JobAgeing(EntityManager entities, WorkQueue queue, Clock clock) {
    this.entities = entities;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /** A step more for each half an hour that it has waited, up to what goes at once. */
  static int aged(int priority, Duration waited) {
    long steps = Math.max(0, waited.dividedBy(STEP));
    return (int) Math.min(JobOrders.AT_ONCE, priority + steps);
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select id, priority, waiting_since from routing_job where state in"
                                + " ('WAITING', 'RETRYING') order by waiting_since")
                        .setMaxResults(MOST)
                        .getResultList());
    Map<UUID, Integer> steps = new HashMap<>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      Duration waited = Duration.between((Instant) columns[2], now);
      steps.put((UUID) columns[0], aged(((Number) columns[1]).intValue(), waited));
    }
    queue.setSteps(JobWork.KIND, steps);
  }
}
