package io.deepgrow.app.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where the events of sessions are read. */
interface EventSource {

  /**
   * The first events of a session after one of that number, in order; some may have been dropped.
   */
  List<SessionEvent> after(UUID session, long number);

  /** The number of the newest event of each of these sessions; 0 before the first. */
  Map<UUID, Long> last(Collection<UUID> sessions);
}
