package io.deepgrow.app.result;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Sha256;
import io.deepgrow.app.annotation.MaskQuery;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.seg.write.SegOptions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts results into the outbox and its lane; the sender takes them from there. */
@ApplicationScoped
public class ResultService {

  private final SessionService sessions;
  private final MaskQuery masks;
  private final SegMaker maker;
  private final Outbox outbox;
  private final WorkQueue queue;
  private final ResultGate gate;
  private final Connections connections;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  ResultService(
      SessionService sessions,
      MaskQuery masks,
      SegMaker maker,
      Outbox outbox,
      WorkQueue queue,
      ResultGate gate,
      Connections connections,
      SessionEventLog events,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.sessions = sessions;
    this.masks = masks;
    this.maker = maker;
    this.outbox = outbox;
    this.queue = queue;
    this.gate = gate;
    this.connections = connections;
    this.events = events;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Makes the SEG and commits it; the same key in a session, for the same masks and name, is the
   * same result.
   *
   * @param name of its series, at most 64 characters; null or blank for the usual one
   * @param target the name of the PACS that it goes to; null for that of the series where it
   *     stores, else for the configured one
   * @throws ApiException {@code idempotency.key_reused} when the key was for something else
   */
  public ResultView submit(
      UUID sessionId, @Nullable String key, @Nullable String name, @Nullable String target) {
    SegOptions options = SegMaker.named(name);
    SessionKey session = sessions.requireReady(sessionId);
    ConnectionId to = connections.target(target, session.connection());
    List<MaskQuery.SegmentMask> all = masks.all(sessionId);
    UUID id =
        key == null
            ? UUID.randomUUID()
            : UUID.nameUUIDFromBytes((sessionId + "/" + key).getBytes(StandardCharsets.UTF_8));
    String hash = requestHash(all, name, target);
    Optional<ResultView> known = known(sessionId, id, hash);
    if (known.isPresent()) {
      return known.get();
    }
    StoredResult result = blank(id, sessionId, to);
    result.requestHash = hash;
    if (!all.isEmpty() && !sessions.isSamePatient(session, all.get(0).series())) {
      result.note = ResultSender.OTHER_PATIENT;
    }
    maker.make(result, session, all, options);
    return commit(result, session);
  }

  /** What a result is asked for: its name, and of each segment mask, structure, label and lock. */
  private static String requestHash(
      List<MaskQuery.SegmentMask> all, @Nullable String name, @Nullable String target) {
    String masks =
        all.stream()
            .map(m -> m.segment() + ":" + m.current().revision())
            .collect(Collectors.joining(","));
    return Sha256.of(
        masks
            + "/"
            + (name == null ? "" : name.strip())
            + (target == null ? "" : "/" + target.strip()));
  }

  private Optional<ResultView> known(UUID sessionId, UUID id, String hash) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Optional<String> before = outbox.requestHash(id);
              if (before.isPresent() && !before.get().equals(hash)) {
                throw new ApiException(
                    ErrorCode.KEY_REUSED,
                    "This Idempotency-Key came before with another name or for other masks");
              }
              return before.isPresent() ? outbox.find(sessionId, id) : Optional.empty();
            });
  }

  /** Puts masks from elsewhere into the outbox, as one SEG of the session's series. */
  public ResultView submitMasks(UUID sessionId, List<NamedMask> all) {
    SessionKey session = sessions.requireReady(sessionId);
    ConnectionId to = connections.target(null, session.connection());
    StoredResult result = blank(UUID.randomUUID(), sessionId, to);
    maker.makeOf(result, sessions.series(session), all);
    return commit(result, session);
  }

  /** The SEG of some masks of a session's series, not stored anywhere. */
  public byte[] render(UUID sessionId, List<NamedMask> all) {
    SessionKey session = sessions.requireReady(sessionId);
    ConnectionId to = connections.target(null, session.connection());
    StoredResult result = blank(UUID.randomUUID(), sessionId, to);
    maker.makeOf(result, sessions.series(session), all);
    return result.dataset;
  }

  private StoredResult blank(UUID id, UUID sessionId, ConnectionId to) {
    StoredResult result = new StoredResult();
    result.id = id;
    result.sessionId = sessionId;
    result.connectionId = to.column();
    // as exactly as the database keeps it, so that every answer says the same
    result.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    result.nextAttempt = result.createdAt;
    Caller caller = callers.get();
    result.createdBy = caller.id();
    result.createdByName = caller.name();
    return result;
  }

  private ResultView commit(StoredResult result, SessionKey session) {
    boolean added = QuarkusTransaction.requiringNew().call(() -> commitHere(result, session));
    if (!added) {
      // the same request at the same time: its result is this one's
      return known(session.id(), result.id, result.requestHash)
          .orElseThrow(() -> new IllegalStateException("Two results have one UID"));
    }
    ConnectionId to = ConnectionId.ofColumn(result.connectionId);
    return ResultView.of(result, to.isDefault() ? null : connections.name(to));
  }

  private boolean commitHere(StoredResult result, SessionKey session) {
    SubmittedResult submitted =
        new SubmittedResult(result.id, session, result.createdBy, result.createdByName);
    boolean sends = gate.sendsAtOnce(submitted);
    result.state = sends ? ResultState.PENDING : ResultState.AWAITING_REVIEW;
    if (!outbox.add(result)) {
      return false;
    }
    audit.record("result.submitted", session.subject(), result.sopUid);
    events.append(session.id(), ResultSender.EVENT, result.id + ":" + result.state);
    if (sends) {
      queue.enqueue(ResultSender.KIND, result.id, result.nextAttempt, Urgency.FIRST);
    }
    gate.submitted(submitted);
    return true;
  }

  private Optional<ResultView> find(UUID sessionId, UUID id) {
    return QuarkusTransaction.joiningExisting().call(() -> outbox.find(sessionId, id));
  }

  public ResultView require(UUID sessionId, UUID id) {
    sessions.require(sessionId);
    return find(sessionId, id)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.RESULT_NOT_FOUND, "Session " + sessionId + " has no result " + id));
  }

  public List<ResultView> list(UUID sessionId) {
    sessions.require(sessionId);
    return QuarkusTransaction.joiningExisting().call(() -> outbox.of(sessionId));
  }
}
