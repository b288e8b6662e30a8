package io.deepgrow.app.overview;

import io.deepgrow.app.signal.SignalListener;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
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

  @Override
  public String channel() {
    return "session_event";
  }

  @Override
  public void heard(String payload) {
    heard.incrementAndGet();
  }

  /** The changes from now on, by rising numbers, for some minutes. */
  public Multi<Long> all() {
    return Multi.createFrom()
        .deferred(
            () -> {
              AtomicLong seen = new AtomicLong(heard.get());
              return Multi.createFrom()
                  .ticks()
                  .every(TICK)
                  .onOverflow()
                  .drop()
                  .select()
                  .first(LONGEST)
                  .select()
                  .where(tick -> isNews(seen, tick));
            });
  }

  private boolean isNews(AtomicLong seen, long tick) {
    long now = heard.get();
    return seen.getAndSet(now) != now || tick % QUIET_TICKS == QUIET_TICKS - 1;
  }
}
