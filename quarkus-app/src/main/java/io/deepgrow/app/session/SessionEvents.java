package io.deepgrow.app.session;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What happens in sessions, for those who listen; who listens too slowly misses some. */
@ApplicationScoped
public class SessionEvents {

  private static final int BUFFER = 256;

  /**
   * Something happened.
   *
   * @param type session, segment, revision or result
   * @param detail such as a state or a segment's number
   */
  public record Event(String type, String detail) {}

  private final Map<UUID, BroadcastProcessor<Event>> listeners = new ConcurrentHashMap<>();

  /** Everything that happens in a session from now on. */
  public Multi<Event> of(UUID session) {
    return listeners
        .computeIfAbsent(session, id -> BroadcastProcessor.create())
        .onOverflow()
        .buffer(BUFFER);
  }

  public void publish(UUID session, Event event) {
    BroadcastProcessor<Event> processor = listeners.get(session);
    if (processor != null) {
      processor.onNext(event);
    }
  }
}
