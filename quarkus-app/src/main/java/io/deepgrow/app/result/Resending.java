package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Sends results again that somebody has mended the reason of. The object stays the one it is, with
 * its UIDs; the sender looks for it in the PACS before it sends it, as after every attempt whose
 * end is not known, so that the PACS never gets a second one.
 */
@ApplicationScoped
public class Resending {

  /** The most results that one call sends again. */
  public static final int MOST = 200;

  /**
   * What came of sending all results of a reason again.
   *
   * @param sent how many are on their way again
   * @param skipped how many can't be, such as those whose bytes are no longer here
   * @param more whether others of that reason are left for another call
   */
  public record Resent(int sent, int skipped, boolean more) {}

  private static final String LOOK =
      """
      select r.state, r.sop_uid, exists (select 1 from stored_result_bytes b where b.result_id = r.id)
      from stored_result r where r.id = :id for update of r
      """;

  /** An older attempt that is still on its way counts no longer. */
  private static final String ANEW =
      """
      update stored_result set state = 'PENDING', attempts = 0, checks = 0, claim = claim + 1,
        held_until = null, next_attempt = :now where id = :id
      """;

  private static final String NOW = "update stored_result set next_attempt = :now where id = :id";

  private final EntityManager entities;
  private final SessionService sessions;
  private final ResultSearch search;
  private final WorkQueue queue;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final AccessPolicy access;
  private final Clock clock;

  Resending(
      EntityManager entities,
      SessionService sessions,
      ResultSearch search,
      WorkQueue queue,
      SessionEventLog events,
      AuditTrail audit,
      AccessPolicy access,
      Clock clock) {
    this.entities = entities;
    this.sessions = sessions;
    this.search = search;
    this.queue = queue;
    this.events = events;
    this.audit = audit;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Tries a result now: one that waits does not wait longer, one that was refused begins anew.
   *
   * @throws ApiException {@code result.not_found}; {@code result.nothing_to_send} when it is
   *     verified, or its bytes are no longer here
   */
  public void resend(UUID id) {
    SessionKey session = sessions.require(sessionOf(id));
    access.requireStudy(session.connection(), session.studyUid(), Role.OPERATOR);
    QuarkusTransaction.requiringNew().run(() -> resend(id, session));
  }

  /**
   * As {@link #resend(UUID)}, for the newest results that were refused for a reason.
   *
   * @throws ApiException {@code request.malformed} when that is blank
   */
  public Resent resendRejected(String reason) {
    if (reason.isBlank()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "reason is one that results were refused for");
    }
    ResultSearch.ResultPage page =
        search.find(
            new ResultSearch.Filter(ResultState.REJECTED, null, reason), Cursor.START, MOST);
    int sent = 0;
    for (ResultSearch.ResultItem item : page.results()) {
      try {
        resend(item.id());
        sent++;
      } catch (ApiException e) {
        if (e.code() != ErrorCode.RESULT_NOTHING_TO_SEND
            && e.code() != ErrorCode.RESULT_NOT_FOUND) {
          throw e;
        }
      }
    }
    return new Resent(sent, page.results().size() - sent, page.next() != null);
  }

  private UUID sessionOf(UUID id) {
    List<?> found =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select session_id from stored_result where id = :id", UUID.class)
                        .setParameter("id", id)
                        .getResultList());
    if (found.isEmpty()) {
      throw unknown(id);
    }
    return (UUID) found.get(0);
  }

  private void resend(UUID id, SessionKey session) {
    // in the order of all others who hold both: the session, then the result
    events.hold(session.id());
    List<?> rows = entities.createNativeQuery(LOOK).setParameter("id", id).getResultList();
    if (rows.isEmpty()) {
      throw unknown(id);
    }
    Object[] row = (Object[]) rows.get(0);
    ResultState before = ResultState.valueOf((String) row[0]);
    if (before == ResultState.VERIFIED) {
      throw nothing("Result " + id + " is in the PACS and verified; nothing is left to send");
    }
    if (before == ResultState.AWAITING_REVIEW || before == ResultState.WITHHELD) {
      throw nothing("Result " + id + " is not accepted, and is not sent before");
    }
    if (!(Boolean) row[2]) {
      throw nothing(
          "The bytes of result "
              + id
              + " are no longer here (deepgrow.retention.*); store its session again");
    }
    ResultState after = Standing.of(before).sentAgain().state();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    entities
        .createNativeQuery(before == after ? NOW : ANEW)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("id", id)
        .executeUpdate();
    if (!queue.enqueue(ResultSender.KIND, id, now, Urgency.FIRST)) {
      // false while somebody looks at it: then the row is at its sender already
      queue.reschedule(ResultSender.KIND, id, now);
    }
    audit.record("result.sent_again", session.subject(), (String) row[1]);
    if (before != after) {
      events.append(session.id(), ResultSender.EVENT, id + ":" + after);
    }
  }

  private static ApiException nothing(String text) {
    return new ApiException(ErrorCode.RESULT_NOTHING_TO_SEND, text);
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.RESULT_NOT_FOUND, "There is no result " + id);
  }
}
