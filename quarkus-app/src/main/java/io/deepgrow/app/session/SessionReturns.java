package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives sessions back to those whose result was returned. */
@ApplicationScoped
public class SessionReturns {

  private final SessionRepository sessions;
  private final SessionSeries series;
  private final SessionEventLog events;
  private final AuditTrail audit;

  SessionReturns(
      SessionRepository sessions, SessionSeries series, SessionEventLog events, AuditTrail audit) {
    this.sessions = sessions;
    this.series = series;
    this.events = events;
    this.audit = audit;
  }

  /** Holds a session until the caller's transaction ends, whoever calls and whatever its state. */
  @Transactional(Transactional.TxType.MANDATORY)
  public SessionKey hold(UUID id) {
    return row(id).key();
  }

  /** A session whose own rules its caller has already applied. */
  @Transactional(Transactional.TxType.MANDATORY)
  public SessionKey key(UUID id) {
    return sessions.find(id).orElseThrow(() -> unknown(id)).key();
  }

  /**
   * Makes a session the work of somebody again, and opens it where it was closed.
   *
   * @param owner the account; null where there is none
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public SessionKey giveBack(UUID id, @Nullable UUID owner, String ownerName) {
    AnnotationSession session = row(id);
    if (!session.ownerName.equals(ownerName)) {
      session.ownerId = owner;
      session.ownerName = ownerName;
      events.append(id, SessionHandover.EVENT, ownerName);
    }
    if (session.state == SessionState.CLOSED) {
      session.state = SessionState.LOADING;
      session.closedAt = null;
      audit.record("session.reopened", session.key().subject());
      events.append(id, SessionService.EVENT, SessionState.LOADING.name());
    }
    return session.key();
  }

  /** Starts loading the series of a session that was closed, once that is committed. */
  public void begin(SessionKey session) {
    if (session.state() == SessionState.LOADING) {
      series.begin(session);
    }
  }

  private AnnotationSession row(UUID id) {
    return sessions.hold(id).orElseThrow(() -> unknown(id));
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.SESSION_NOT_FOUND, "There is no session " + id);
  }
}
