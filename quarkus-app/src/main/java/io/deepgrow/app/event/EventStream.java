package io.deepgrow.app.event;

import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One listener of a session: reads what it has not had and gives it on, no faster than it takes it.
 * What it can't take yet stays in the database.
 */
final class EventStream {

  /** Some events before these are no longer kept; who listens has to look at the session anew. */
  static final String GAP = "gap";

  private final MultiEmitter<? super SessionEvent> listener;
  private final LongFunction<List<SessionEvent>> after;
  private long last;

  /**
   * A stream.
   *
   * @param last number of the event that the listener had last
   * @param after reads the events after one of that number
   */
  EventStream(
      MultiEmitter<? super SessionEvent> listener,
      long last,
      LongFunction<List<SessionEvent>> after) {
    this.listener = listener;
    this.last = last;
    this.after = after;
  }

  /** The number of the event that was given on last. */
  synchronized long last() {
    return last;
  }

  /** Gives on one last event, and nothing more. */
  synchronized void end(String type, String detail) {
    if (listener.requested() > 0) {
      listener.emit(new SessionEvent(last + 1, type, detail));
    }
    listener.complete();
  }

  /** Gives on nothing more; who listens comes again, here or elsewhere, and misses nothing. */
  synchronized void finish() {
    listener.complete();
  }

  /** Gives on what there is. */
  synchronized void pump() {
    boolean more = true;
    while (more && listener.requested() > 0 && !listener.isCancelled()) {
      List<SessionEvent> events = after.apply(last);
      more = !events.isEmpty();
      for (SessionEvent event : events) {
        if (listener.requested() == 0) {
          return;
        }
        if (event.number() > last + 1) {
          last = event.number() - 1;
          listener.emit(new SessionEvent(last, GAP, ""));
          if (listener.requested() == 0) {
            return;
          }
        }
        last = event.number();
        listener.emit(event);
      }
    }
  }
}
