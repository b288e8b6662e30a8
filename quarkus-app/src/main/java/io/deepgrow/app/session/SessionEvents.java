package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens in sessions, for those who listen; who listens too slowly misses some. */
@ApplicationScoped
public class SessionEvents {

  private static final int BUFFER = 256;
  private static final int MOST_STREAMS = 1000;
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Event PING = new Event("ping", "");

  /**
   * Something happened.
   *
   * @param type session, segment, revision or result; ping while nothing does
   * @param detail such as a state or a segment's number
   */
  public record Event(String type, String detail) {}

  /** The streams of one session; one thread at a time sends. */
  private static final class Listeners {
    final BroadcastProcessor<Event> processor = BroadcastProcessor.create();
    volatile boolean ended;
    int streams;

    synchronized void end(Event last) {
      ended = true;
      processor.onNext(last);
      processor.onComplete();
    }

    synchronized void send(Event event) {
      processor.onNext(event);
    }
  }

  private final Map<UUID, Listeners> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * Everything that happens in a session from now on, and a ping now and then, so that both ends
   * notice when the other has gone.
   *
   * @throws ApiException {@code service.busy} when too many listen
   */
  public Multi<Event> of(UUID session) {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw new ApiException(ErrorCode.BUSY, "Too many event streams are open");
    }
    Listeners listeners = sessions.compute(session, (id, known) -> join(known));
    Multi<Event> pings =
        Multi.createFrom()
            .ticks()
            .every(HEARTBEAT)
            .map(tick -> PING)
            .select()
            .first(ping -> !listeners.ended);
    return Multi.createBy()
        .merging()
        .streams(listeners.processor.onOverflow().buffer(BUFFER), pings.onOverflow().drop())
        .onTermination()
        .invoke(() -> leave(session));
  }

  private static Listeners join(@org.jspecify.annotations.Nullable Listeners known) {
    Listeners listeners = known == null ? new Listeners() : known;
    listeners.streams++;
    return listeners;
  }

  private void leave(UUID session) {
    streams.decrementAndGet();
    sessions.computeIfPresent(session, (id, known) -> --known.streams == 0 ? null : known);
  }

  public void publish(UUID session, Event event) {
    Listeners listeners = sessions.get(session);
    if (listeners != null) {
      listeners.send(event);
    }
  }

  /** Publishes the last event of a session that is no more; streams of it end soon after. */
  public void end(UUID session, Event last) {
    Listeners listeners = sessions.get(session);
    if (listeners != null) {
      listeners.end(last);
    }
  }

  /** Sessions that somebody listens to. */
  int listenedTo() {
    return sessions.size();
  }
}
