package io.deepgrow.app.event;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Streams of sessions' events to those who listen here, whichever replica the events come from. A
 * signal of the database says when to read; where it fails, a look every two seconds finds them.
 */
@ApplicationScoped
public class SessionEvents {

  private static final Logger LOG = Logger.getLogger(SessionEvents.class);
  private static final int MOST_STREAMS = 1000;
  private static final int READERS = 2;

  private final EventSource source;
  private final Map<UUID, Set<EventStream>> sessions = new ConcurrentHashMap<>();
  private volatile boolean stopping;
  private final AtomicInteger streams = new AtomicInteger();
  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, task -> new Thread(task, "session-events"));

  SessionEvents(EventSource source) {
    this.source = source;
  }

  /**
   * What happens in a session, in order, without a gap.
   *
   * @param last number of the event that the listener had last; none to begin with what comes now
   * @throws ApiException {@code service.busy} when too many listen
   */
  public Multi<SessionEvent> of(UUID session, OptionalLong last) {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      throw new ApiException(ErrorCode.BUSY, "Too many event streams are open");
    }
    long newest = source.last(List.of(session)).getOrDefault(session, 0L);
    Multi<SessionEvent> events = from(session, Math.min(last.orElse(newest), newest));
    if (last.orElse(newest) > newest) {
      // of another session, or of a database that was set back: it has to look anew
      Multi<SessionEvent> gap =
          Multi.createFrom().item(new SessionEvent(newest, EventStream.GAP, ""));
      events = Multi.createBy().concatenating().streams(gap, events);
    }
    return events.onTermination().invoke(streams::decrementAndGet);
  }

  private Multi<SessionEvent> from(UUID session, long from) {
    return Multi.createFrom()
        .emitter(listener -> open(session, from, listener), BackPressureStrategy.ERROR);
  }

  private void open(UUID session, long from, MultiEmitter<? super SessionEvent> listener) {
    EventStream stream = new EventStream(listener, from, number -> source.after(session, number));
    sessions.compute(session, (id, known) -> joined(known, stream));
    listener.onTermination(() -> leave(session, stream));
    listener.onRequest(requested -> pump(stream));
    pump(stream);
    if (stopping) {
      stream.finish();
    }
  }

  private static Set<EventStream> joined(@Nullable Set<EventStream> known, EventStream stream) {
    Set<EventStream> all = known == null ? ConcurrentHashMap.newKeySet() : known;
    all.add(stream);
    return all;
  }

  private void leave(UUID session, EventStream stream) {
    sessions.computeIfPresent(
        session,
        (id, known) -> {
          known.remove(stream);
          return known.isEmpty() ? null : known;
        });
  }

  /** Tells who listens to a session that is no more what became of it, and ends the streams. */
  public void end(UUID session, String type, String detail) {
    sessions.getOrDefault(session, Set.of()).forEach(stream -> stream.end(type, detail));
  }

  /**
   * Ends all streams, and those that are opened yet, so that the service need not wait for them
   * before it stops: who listens goes on elsewhere from the event that came last.
   */
  void endAll(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
    sessions.values().forEach(all -> all.forEach(EventStream::finish));
  }

  /** Something may have happened in a session. */
  void signal(UUID session) {
    sessions.getOrDefault(session, Set.of()).forEach(this::pump);
  }

  /** Finds what no signal told of. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    Set<UUID> listenedTo = new HashSet<>(sessions.keySet());
    if (!listenedTo.isEmpty()) {
      source
          .last(listenedTo)
          .forEach(
              (session, last) ->
                  sessions.getOrDefault(session, Set.of()).stream()
                      .filter(stream -> stream.last() < last)
                      .forEach(this::pump));
    }
  }

  private void pump(EventStream stream) {
    try {
      readers.execute(
          () -> {
            try {
              stream.pump();
            } catch (RuntimeException e) {
              LOG.debugf("events can't be read for now: %s", e.getClass());
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("the service is stopping");
    }
  }

  /** Sessions that somebody listens to. */
  int listenedTo() {
    return sessions.size();
  }

  @PreDestroy
  void stop() {
    readers.shutdownNow();
  }
}
