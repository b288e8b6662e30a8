package io.deepgrow.app.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How full the lanes are, by kind of work. The numbers are those of a look every 15 seconds, so
 * that who reads metrics never waits for the database; every replica tells the same.
 */
@ApplicationScoped
class QueueMeters {

  /**
   * What a look found of one kind.
   *
   * @param depth rows in the lane
   * @param running of them those that somebody works on
   * @param late seconds for which the oldest one that waits has been due
   * @param dead rows that were given up for good
   */
  record Look(long depth, long running, double late, long dead) {

    static final Look EMPTY = new Look(0, 0, 0, 0);
  }

  private static final String LANE =
      """
      select task_name, count(*), count(*) filter (where picked),
        coalesce(extract(epoch from now() - min(execution_time) filter (
          where not picked and execution_time < now())), 0)
      from %s group by task_name
      """;

  private final List<QueuedWork> queued;
  private final List<RecurringWork> recurring;
  private final EntityManager entities;
  private final MeterRegistry meters;
  private volatile Map<String, Look> last = Map.of();

  QueueMeters(
      @All List<QueuedWork> queued,
      @All List<RecurringWork> recurring,
      EntityManager entities,
      MeterRegistry meters) {
    this.queued = queued;
    this.recurring = recurring;
    this.entities = entities;
    this.meters = meters;
  }

  void register(@Observes StartupEvent event) {
    Stream.concat(
            queued.stream().map(QueuedWork::kind), recurring.stream().map(RecurringWork::kind))
        .forEach(
            kind -> {
              gauge(kind, "deepgrow.queue.depth", "Rows in the lane", Look::depth);
              gauge(kind, "deepgrow.queue.running", "Rows being worked on", Look::running);
              gauge(
                  kind,
                  "deepgrow.queue.oldest.due.seconds",
                  "How long the oldest row that waits has been due",
                  Look::late);
            });
    queued.forEach(
        work -> gauge(work.kind(), "deepgrow.queue.dead", "Rows given up for good", Look::dead));
  }

  private void gauge(Kind kind, String name, String what, ToDoubleFunction<Look> value) {
    Gauge.builder(
            name, this, m -> value.applyAsDouble(m.last.getOrDefault(kind.name(), Look.EMPTY)))
        .description(what)
        .tag("lane", kind.lane().table())
        .tag("kind", kind.name())
        .register(meters);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Map<String, Look> found = new HashMap<>();
    for (Lane lane : Lane.values()) {
      for (Object[] row : rows(lane)) {
        found.put(
            (String) row[0],
            new Look(
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                ((Number) row[3]).doubleValue(),
                0));
      }
    }
    for (QueuedWork work : queued) {
      Look lane = found.getOrDefault(work.kind().name(), Look.EMPTY);
      found.put(
          work.kind().name(), new Look(lane.depth(), lane.running(), lane.late(), work.dead()));
    }
    last = Map.copyOf(found);
  }

  private List<Object[]> rows(Lane lane) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> rows =
                  entities.createNativeQuery(LANE.formatted(lane.table())).getResultList();
              return rows.stream().map(Object[].class::cast).toList();
            });
  }
}
