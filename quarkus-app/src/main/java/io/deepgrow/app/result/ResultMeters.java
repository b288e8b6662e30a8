package io.deepgrow.app.result;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.function.ToDoubleFunction;

/**
 * How many results are on their way to the PACS, and for how long the oldest has been; of a look
 * every 15 seconds, the same on every replica. A result that is tried again later is never overdue
 * in its lane, so the lane's numbers say nothing of a PACS that is away.
 */
@ApplicationScoped
class ResultMeters {

  /**
   * What a look found.
   *
   * @param waiting results that are not in the PACS yet, without those that a reviewer holds
   * @param oldest seconds since the oldest of them was saved
   */
  record Look(long waiting, double oldest) {}

  private static final String WAITING =
      """
      select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)
      from stored_result where state in ('PENDING', 'STORED')
      """;

  private final EntityManager entities;
  private final MeterRegistry meters;
  private volatile Look last = new Look(0, 0);

  ResultMeters(EntityManager entities, MeterRegistry meters) {
    this.entities = entities;
    this.meters = meters;
  }

  void register(@Observes StartupEvent event) {
    gauge("deepgrow.results.waiting", "Results on their way to the PACS", Look::waiting);
    gauge(
        "deepgrow.results.oldest.waiting.seconds",
        "How long ago the oldest result on its way to the PACS was saved",
        Look::oldest);
  }

  private void gauge(String name, String what, ToDoubleFunction<Look> value) {
    Gauge.builder(name, this, meters -> value.applyAsDouble(meters.last))
        .description(what)
        .register(meters);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Object[] row =
        QuarkusTransaction.requiringNew()
            .call(() -> (Object[]) entities.createNativeQuery(WAITING).getSingleResult());
    last = new Look(((Number) row[0]).longValue(), ((Number) row[1]).doubleValue());
  }
}
