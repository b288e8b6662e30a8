package io.deepgrow.app.annotation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long changes of a segment take, as a whole and step by step, on this replica. */
@ApplicationScoped
class StepMeters {

  private static final String NAME = "deepgrow.click";
  private static final double[] PERCENTILES = {0.5, 0.95};
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final MeterRegistry meters;

  StepMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Counts one change. */
  void count(ServerTiming timing) {
    AtomicLong whole = new AtomicLong();
    timing.forEach(
        (step, nanos) -> {
          timer(step).record(Duration.ofNanos(nanos));
          whole.addAndGet(nanos);
        });
    timer("whole").record(Duration.ofNanos(whole.get()));
  }

  private Timer timer(String step) {
    return Timer.builder(NAME)
        .description("How long clicks and other changes of a segment take")
        .tag("step", step)
        .publishPercentiles(PERCENTILES)
        .distributionStatisticExpiry(WINDOW)
        .register(meters);
  }
}
