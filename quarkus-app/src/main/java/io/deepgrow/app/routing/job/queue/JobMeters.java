package io.deepgrow.app.routing.job.queue;

import io.deepgrow.app.routing.action.ActionKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How full the queues of jobs are, kind by kind. The numbers are those of a look every 15 seconds;
 * every replica tells the same.
 */
@ApplicationScoped
class JobMeters {

  private static final double MILLIS = 1000;

  private final JobQueues queues;
  private final MeterRegistry meters;
  private final Clock clock;
  private volatile Map<ActionKind, QueueView> last = Map.of();

  JobMeters(JobQueues queues, MeterRegistry meters, Clock clock) {
    this.queues = queues;
    this.meters = meters;
    this.clock = clock;
  }

  void register(@Observes StartupEvent event) {
    for (ActionKind kind : ActionKind.values()) {
      gauge(kind, "deepgrow.routing.jobs.waiting", "Jobs that nobody works on", QueueView::waiting);
      gauge(kind, "deepgrow.routing.jobs.running", "Jobs being worked on", QueueView::running);
      gauge(kind, "deepgrow.routing.jobs.dead", "Jobs given up", QueueView::dead);
      gauge(
          kind,
          "deepgrow.routing.jobs.ended.last.hour",
          "Jobs that ended within an hour",
          QueueView::lastHour);
      gauge(
          kind,
          "deepgrow.routing.jobs.oldest.seconds",
          "How long the oldest has waited",
          this::age);
    }
  }

  private double age(QueueView view) {
    Instant oldest = view.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / MILLIS;
  }

  private void gauge(ActionKind kind, String name, String what, ToDoubleFunction<QueueView> value) {
    Gauge.builder(
            name,
            this,
            m -> {
              QueueView view = m.last.get(kind);
              return view == null ? 0 : value.applyAsDouble(view);
            })
        .description(what)
        .tag("kind", kind.name())
        .register(meters);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    last = queues.look().stream().collect(Collectors.toMap(QueueView::kind, Function.identity()));
  }
}
