package io.deepgrow.app.event;

import io.deepgrow.app.signal.SignalListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Hears that something happened in a session, on whichever replica. */
@ApplicationScoped
class EventSignals implements SignalListener {

  private final SessionEvents events;

  EventSignals(SessionEvents events) {
    this.events = events;
  }

  @Override
  public String channel() {
    return SessionEventLog.CHANNEL;
  }

  @Override
  public void heard(String session) {
    events.signal(UUID.fromString(session));
  }
}
