package io.deepgrow.app.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The events of sessions in the database. */
@ApplicationScoped
public class SessionEventLog implements EventSource {

  private static final int AT_ONCE = 256;

  /** The channel that other replicas listen at; a hint that there is something to read. */
  static final String CHANNEL = "session_event";

  /** Takes the session's row until the transaction ends, so that numbers come in their order. */
  private static final String NUMBER =
      "update annotation_session set last_event = last_event + 1 where id = ?1 returning last_event";

  private static final String INSERT =
      "insert into session_event (session_id, number, type, detail, created_at)"
          + " values (?1, ?2, ?3, ?4, ?5)";

  private final EntityManager entities;
  private final Clock clock;
  private final Event<Happening> happenings;

  SessionEventLog(EntityManager entities, Clock clock, Event<Happening> happenings) {
    this.entities = entities;
    this.clock = clock;
    this.happenings = happenings;
  }

  /**
   * Writes an event down in the transaction of its deed; who listens hears of it when that is
   * committed, observers of {@link Happening} at once.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void append(UUID session, String type, String detail) {
    entities.flush();
    List<?> number = entities.createNativeQuery(NUMBER).setParameter(1, session).getResultList();
    if (number.isEmpty()) {
      return;
    }
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, session)
        .setParameter(2, number.get(0))
        .setParameter(3, type)
        .setParameter(4, detail)
        .setParameter(5, clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    entities
        .createNativeQuery("select cast(pg_notify(?1, ?2) as text)")
        .setParameter(1, CHANNEL)
        .setParameter(2, session.toString())
        .getResultList();
    happenings.fire(new Happening(session, type, detail));
  }

  /** Holds a session's row until the caller's transaction ends, whatever its state. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void hold(UUID session) {
    entities
        .createNativeQuery("select 1 from annotation_session where id = ?1 for no key update")
        .setParameter(1, session)
        .getResultList();
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<SessionEvent> after(UUID session, long number) {
    List<SessionEvent> events = new ArrayList<>();
    List<?> rows =
        entities
            .createNativeQuery(
                "select number, type, detail from session_event"
                    + " where session_id = ?1 and number > ?2 order by number limit ?3")
            .setParameter(1, session)
            .setParameter(2, number)
            .setParameter(3, AT_ONCE)
            .getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      events.add(
          new SessionEvent(
              ((Number) columns[0]).longValue(), (String) columns[1], (String) columns[2]));
    }
    return events;
  }

  @Override
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Map<UUID, Long> last(Collection<UUID> sessions) {
    Map<UUID, Long> last = new HashMap<>();
    List<?> rows =
        entities
            .createNativeQuery("select id, last_event from annotation_session where id in (?1)")
            .setParameter(1, List.copyOf(sessions))
            .getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      last.put((UUID) columns[0], ((Number) columns[1]).longValue());
    }
    return last;
  }
}
