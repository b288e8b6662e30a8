package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.idempotency.IdempotentRequests;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.series.LoadedSeries;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of sessions: opening, loading, closing. */
@ApplicationScoped
public class SessionService {

  /** Within which keys of requests to open a session differ. */
  public static final String REQUESTS = "sessions";

  /** The type of the events of a session as a whole. */
  static final String EVENT = "session";

  private static final Duration WORK_COUNTS = Duration.ofMinutes(1);

  private final SessionRepository sessions;
  private final SessionSeries series;
  private final Connections connections;
  private final SessionPatients patients;
  private final NewSessions fresh;
  private final SessionEventLog events;
  private final IdempotentRequests requests;
  private final AuditTrail audit;
  private final AccessPolicy access;
  private final CurrentCaller callers;
  private final Clock clock;

  SessionService(
      SessionRepository sessions,
      SessionSeries series,
      Connections connections,
      SessionPatients patients,
      NewSessions fresh,
      SessionEventLog events,
      IdempotentRequests requests,
      AuditTrail audit,
      AccessPolicy access,
      CurrentCaller callers,
      Clock clock) {
    this.sessions = sessions;
    this.series = series;
    this.connections = connections;
    this.patients = patients;
    this.fresh = fresh;
    this.events = events;
    this.requests = requests;
    this.audit = audit;
    this.access = access;
    this.callers = callers;
    this.clock = clock;
  }

  /** Opens a session and starts loading its series. */
  public SessionKey open(StudyUid study, SeriesUid series, @Nullable String modelId) {
    return open(study, series, modelId, null, Optional.empty());
  }

  /**
   * As {@link #open(StudyUid, SeriesUid, String)}; the same key is the same session.
   *
   * @param connection the name of the PACS that has the series; null for the configured one
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.role} where no series come from it
   */
  public SessionKey open(
      StudyUid study,
      SeriesUid series,
      @Nullable String modelId,
      @Nullable String connection,
      Optional<RequestKey> request) {
    ConnectionId source = connections.source(connection);
    access.requireStudy(source, study.value(), Role.ANNOTATOR);
    UUID id = UUID.randomUUID();
    ServedVersion model = fresh.model(study, modelId, id);
    SessionKey key =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    requests.once(
                        request,
                        SessionKey.class,
                        () -> fresh.add(id, study, series, model, source)));
    // the caller may wait for it
    this.series.begin(key);
    return key;
  }

  /**
   * Opens a session under an id that its caller derived; one that is there stays as it is.
   *
   * @throws ApiException as the other
   */
  public SessionKey openAs(
      UUID id, StudyUid study, SeriesUid series, @Nullable String modelId, ConnectionId source) {
    connections.source(connections.name(source));
    access.requireStudy(source, study.value(), Role.ANNOTATOR);
    Optional<SessionKey> known = find(id);
    if (known.isPresent()) {
      return known.get();
    }
    ServedVersion model = fresh.model(study, modelId, id);
    SessionKey key =
        QuarkusTransaction.requiringNew().call(() -> fresh.add(id, study, series, model, source));
    this.series.begin(key);
    return key;
  }

  /** The session of an id, if there is one. */
  public Optional<SessionKey> find(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> sessions.find(id)).isPresent()
        ? Optional.of(require(id))
        : Optional.empty();
  }

  /**
   * Waits, at most so long, until a session no longer loads; a ready one whose series had to leave
   * memory loads it again.
   */
  public void await(UUID id, Duration atMost) {
    SessionKey key = require(id);
    boolean passing =
        key.state() == SessionState.FAILED
            && failureCode(id).map(ErrorCode::isPassing).orElse(false);
    series.await(key, passing, atMost);
  }

  /** Why a session failed, where that is a code of the service. */
  public Optional<ErrorCode> failureCode(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.find(id).flatMap(s -> ErrorCode.of(s.failureCode)));
  }

  /** Applies a view to a session. */
  <T> T view(UUID id, Function<AnnotationSession, T> view) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              AnnotationSession session = sessions.find(id).orElseThrow(() -> unknown(id));
              access.requireStudy(session.key().connection(), session.studyUid, Role.VIEWER);
              requireOwn(session);
              return view.apply(session);
            });
  }

  /**
   * Sessions, the newest first.
   *
   * @param mine whether only those that the caller owns
   */
  <T> List<T> list(
      boolean mine,
      @Nullable String series,
      @Nullable SessionState state,
      int page,
      Function<AnnotationSession, T> view) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                sessions
                    .list(
                        access.scope(Role.VIEWER),
                        access.hidden(),
                        callers.get(),
                        mine,
                        series,
                        state,
                        page)
                    .stream()
                    .map(view)
                    .toList());
  }

  /** Why a session's series did not load; empty when it did. */
  public String failure(UUID id) {
    return view(id, s -> s.failureText == null ? "" : s.failureText);
  }

  /** The session, in whatever state. */
  public SessionKey require(UUID id) {
    return view(id, AnnotationSession::key);
  }

  /**
   * The session, if it can be worked on.
   *
   * @throws ApiException when it is closed, failed or still loading
   */
  public SessionKey requireReady(UUID id) {
    return ready(require(id));
  }

  /**
   * Holds a session that can be worked on until the caller's transaction ends: on every replica one
   * change of a session comes after the other.
   *
   * @throws ApiException when it is closed, failed or still loading
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public SessionKey hold(UUID id) {
    AnnotationSession session = writable(id, Role.ANNOTATOR);
    SessionKey key = ready(session.key());
    worked(session);
    return key;
  }

  /** Remembers who works in a session, at most once a minute while it is the same. */
  private void worked(AnnotationSession session) {
    Caller caller = callers.get();
    Instant now = clock.instant();
    if (caller.kind() != Caller.Kind.SERVICE
        && (session.workedAt == null
            || !session.workedByName.equals(caller.name())
            || session.workedAt.isBefore(now.minus(WORK_COUNTS)))) {
      session.workedByName = caller.name();
      session.workedAt = now;
    }
  }

  private AnnotationSession writable(UUID id, Role role) {
    AnnotationSession session = sessions.hold(id).orElseThrow(() -> unknown(id));
    access.requireStudy(session.key().connection(), session.studyUid, role);
    requireOwn(session);
    return session;
  }

  private void requireOwn(AnnotationSession session) {
    access.requireOwn(session.studyUid, session.ownerId, session.ownerName);
  }

  private static SessionKey ready(SessionKey key) {
    UUID id = key.id();
    return switch (key.state()) {
      case CLOSED ->
          throw new ApiException(
              ErrorCode.SESSION_CLOSED, "Session " + id + " is closed; open a new one");
      case FAILED ->
          throw new ApiException(
              ErrorCode.SESSION_FAILED,
              "Session " + id + " could not load its series; see its failure");
      case LOADING ->
          throw new ApiException(
              ErrorCode.SESSION_LOADING,
              "Session " + id + " is still loading; wait until it is READY");
      case READY -> key;
    };
  }

  /** The session's series, loaded again when it had to leave memory. */
  public LoadedSeries series(SessionKey key) {
    return series.of(key);
  }

  /** Whether the series was the same patient's when the session began; asked again, it is. */
  public boolean isSamePatient(SessionKey key, LoadedSeries loaded) {
    return patients.isSame(key, loaded);
  }

  /** Closes a session; closing it again changes nothing. */
  public void close(UUID id) {
    closeAs(Role.ANNOTATOR, id);
  }

  /** As {@link #close}, for who has another role in its study. */
  public void closeAs(Role role, UUID id) {
    series.stop(QuarkusTransaction.requiringNew().call(() -> closed(id, role)));
  }

  private SessionKey closed(UUID id, Role role) {
    AnnotationSession session = writable(id, role);
    if (session.state != SessionState.CLOSED) {
      session.state = SessionState.CLOSED;
      session.closedAt = clock.instant();
      audit.record("session.closed", session.key().subject());
      events.append(id, EVENT, SessionState.CLOSED.name());
    }
    return session.key();
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.SESSION_NOT_FOUND, "There is no session " + id);
  }
}
