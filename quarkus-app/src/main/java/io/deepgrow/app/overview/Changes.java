package io.deepgrow.app.overview;

import io.deepgrow.app.signal.SignalListener;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When there is something new to show: after events of any session on any replica, once a second at
 * most, and every ten seconds for what signals nothing.
 */
@ApplicationScoped
public class Changes implements SignalListener {

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int QUIET_TICKS = 10;

  /** The browser connects again then, and has to be let in again. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final AtomicLong heard = new AtomicLong();
  private final Duration every;
  private volatile boolean stopping;

  @Inject
  Changes() {
    this(TICK);
  }

  Changes(Duration every) {
    this.every = every;
  }

  @Override
  public String channel() {
    return "session_event";
  }

  @Override
  public void heard(String payload) {
    heard.incrementAndGet();
  }

  /** Ends all streams at their next tick, so that the service need not wait for them. */
  void endAll(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
  }

  /** The changes from now on, by rising numbers, for some minutes. */
  public Multi<Long> all() {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicLong seen = new AtomicLong(heard.get());
              return Multi.createFrom()
                  .ticks()
                  .every(every)
                  .onOverflow()
                  .drop()
                  .select()
                  .first(LONGEST)
                  .select()
                  .first(tick -> !stopping)
                  .select()
                  .where(tick -> isNews(seen, tick));
            });
  }

  private boolean isNews(AtomicLong seen, long tick) {
    long now = heard.get();
    return seen.getAndSet(now) != now || tick % QUIET_TICKS == QUIET_TICKS - 1;
  }
}
