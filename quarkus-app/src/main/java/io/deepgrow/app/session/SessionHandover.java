package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.event.SessionEventLog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes a session the work of somebody else. */
@ApplicationScoped
class SessionHandover {

  /** The type of the event; its detail is the new owner's name. */
  static final String EVENT = "owner";

  private final SessionRepository sessions;
  private final AccountLookup accounts;
  private final AccessPolicy access;
  private final CurrentCaller callers;
  private final SessionEventLog events;
  private final AuditTrail audit;

  SessionHandover(
      SessionRepository sessions,
      AccountLookup accounts,
      AccessPolicy access,
      CurrentCaller callers,
      SessionEventLog events,
      AuditTrail audit) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.access = access;
    this.callers = callers;
    this.events = events;
    this.audit = audit;
  }

  /**
   * Hands a session over; to who has it already changes nothing.
   *
   * @param account name or id of who gets it
   * @throws ApiException {@code session.not_found}, {@code session.closed}, {@code
   *     security.forbidden} where the caller neither owns it nor reviews the study, {@code
   *     account.not_found}, {@code session.handover_refused} where the other may not annotate it
   */
  void handOver(UUID id, String account) {
    QuarkusTransaction.requiringNew().run(() -> change(id, account));
  }

  private void change(UUID id, String account) {
    AnnotationSession session =
        sessions
            .hold(id)
            .orElseThrow(
                () -> new ApiException(ErrorCode.SESSION_NOT_FOUND, "There is no session " + id));
    access.requireStudy(session.key().connection(), session.studyUid, Role.ANNOTATOR);
    if (!isOwner(session)) {
      requireReviewer(session);
    }
    if (session.state == SessionState.CLOSED) {
      throw new ApiException(
          ErrorCode.SESSION_CLOSED, "Session " + id + " is closed; open a new one");
    }
    Caller next = able(session, account);
    if (next.id() == null || next.id().equals(session.ownerId)) {
      return;
    }
    String before = session.ownerName;
    session.ownerId = next.id();
    session.ownerName = next.name();
    audit.record(
        "session.handed_over",
        new AuditObject("session", id.toString()),
        before + " -> " + next.name());
    events.append(id, EVENT, next.name());
  }

  private boolean isOwner(AnnotationSession session) {
    Caller caller = callers.get();
    return caller.id() == null
        ? session.ownerId == null && session.ownerName.equals(caller.name())
        : caller.id().equals(session.ownerId);
  }

  private void requireReviewer(AnnotationSession session) {
    boolean reviews = access.mayIn(session.key().connection(), session.studyUid, Role.REVIEWER);
    if (!reviews) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "Only the owner of session "
              + session.id
              + " and a REVIEWER of its study may hand it over");
    }
  }

  private Caller able(AnnotationSession session, String account) {
    AccountLookup.Found found = accounts.find(account);
    boolean annotates =
        access.mayIn(found.caller(), session.key().connection(), session.studyUid, Role.ANNOTATOR);
    if (found.locked() || !(annotates || found.hasGroups())) {
      throw new ApiException(
          ErrorCode.HANDOVER_REFUSED,
          found.caller().name()
              + " is locked or has no role ANNOTATOR for the study of session "
              + session.id
              + "; an admin gives it");
    }
    return found.caller();
  }
}
