package io.deepgrow.app.worklist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.signal.SignalListener;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells that the list has changed, on whichever replica, once a second at most and never how: who
 * listens looks at what they may see.
 */
@ApplicationScoped
public class TaskEvents implements SignalListener {

  /** What a listener hears. */
  public enum Tick {
    CHANGED,
    /** Nothing but that the stream is still there. */
    PING
  }

  static final String CHANNEL = "reading_task";

  private static final int MOST_STREAMS = 1000;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int QUIET_TICKS = 20;

  /** The browser connects again then, and has to be let in again. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final AtomicLong heard = new AtomicLong();
  private volatile boolean stopping;
  private final AtomicInteger streams = new AtomicInteger();
  private final Duration every;

  @Inject
  TaskEvents() {
    this(TICK);
  }

  TaskEvents(Duration every) {
    this.every = every;
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    heard.incrementAndGet();
  }

  /** Ends all streams at their next tick, so that the service need not wait for them. */
  void endAll(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
  }

  /**
   * What changes from now on, for some minutes.
   *
   * @throws ApiException {@code service.busy} when too many listen
   */
  public Multi<Tick> all() {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw new ApiException(ErrorCode.BUSY, "Too many event streams are open");
    }
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
        .map(tick -> said(seen, tick))
        .select()
        .where(said -> said > 0)
        .map(said -> said == 1 ? Tick.CHANGED : Tick.PING)
        .onTermination()
        .invoke(streams::decrementAndGet);
  }

  /**
   * As {@link #all()}, as server-sent events of JSON.
   *
   * @throws ApiException {@code service.busy} when too many listen
   */
  Multi<OutboundSseEvent> all(Sse sse) {
    return all().map(tick -> sse.newEventBuilder().data(json(tick)).build());
  }

  private static String json(Tick tick) {
    String type = tick.name().toLowerCase(Locale.ROOT);
    return JsonNodeFactory.instance.objectNode().put("type", type).toString();
  }

  private int said(AtomicLong seen, long tick) {
    long now = heard.get();
    if (seen.getAndSet(now) != now) {
      return 1;
    }
    return tick % QUIET_TICKS == QUIET_TICKS - 1 ? 2 : 0;
  }
}
