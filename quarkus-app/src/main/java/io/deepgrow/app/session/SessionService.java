package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.idempotency.IdempotentRequests;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The rules of sessions: opening, loading, closing. */
@ApplicationScoped
public class SessionService {

  private static final Logger LOG = Logger.getLogger(SessionService.class);

  /** Within which keys of requests to open a session differ. */
  public static final String REQUESTS = "sessions";

  private static final int MAX_TEXT = 500;
  private static final String EVENT = "session";
  private static final Duration RELOAD = Duration.ofSeconds(30);

  private final SessionRepository sessions;
  private final SeriesLoading loading;
  private final ModelService models;
  private final SessionEventLog events;
  private final IdempotentRequests requests;
  private final AuditTrail audit;
  private final Clock clock;
  private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();

  SessionService(
      SessionRepository sessions,
      SeriesLoading loading,
      ModelService models,
      SessionEventLog events,
      IdempotentRequests requests,
      AuditTrail audit,
      Clock clock) {
    this.sessions = sessions;
    this.loading = loading;
    this.models = models;
    this.events = events;
    this.requests = requests;
    this.audit = audit;
    this.clock = clock;
  }

  /** What was loading when the service stopped goes on. */
  void resume(@Observes StartupEvent event) {
    List<SessionKey> open =
        QuarkusTransaction.requiringNew()
            .call(() -> sessions.loading().stream().map(AnnotationSession::key).toList());
    open.forEach(this::startLoading);
  }

  /** Opens a session and starts loading its series. */
  public SessionKey open(StudyUid study, SeriesUid series, @Nullable String modelId) {
    return open(study, series, modelId, Optional.empty());
  }

  /** As {@link #open(StudyUid, SeriesUid, String)}; the same key is the same session. */
  public SessionKey open(
      StudyUid study, SeriesUid series, @Nullable String modelId, Optional<RequestKey> request) {
    String model = models.require(modelId).id();
    SessionKey key =
        QuarkusTransaction.requiringNew()
            .call(
                () -> requests.once(request, SessionKey.class, () -> opened(study, series, model)));
    startLoading(key);
    return key;
  }

  private SessionKey opened(StudyUid study, SeriesUid series, String model) {
    AnnotationSession session = new AnnotationSession();
    session.id = UUID.randomUUID();
    session.studyUid = study.value();
    session.seriesUid = series.value();
    session.modelId = model;
    session.createdAt = clock.instant();
    sessions.add(session);
    audit.record("session.opened", session.key().subject());
    return session.key();
  }

  private void startLoading(SessionKey key) {
    loading
        .open(key)
        .whenComplete(
            (loaded, failure) -> {
              if (failure == null) {
                settle(() -> ready(key, loaded));
              } else {
                settle(() -> fail(key, failure));
              }
            });
  }

  /** Writes down how loading ended, now or when the database is back. */
  private void settle(Runnable end) {
    try {
      end.run();
    } catch (RuntimeException e) {
      LOG.warnf("how a series was loaded could not be written down yet: %s", e.getClass());
      unsettled.add(end);
    }
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void settleLater() {
    for (int n = unsettled.size(); n > 0; n--) {
      Runnable end = unsettled.poll();
      if (end != null) {
        settle(end);
      }
    }
  }

  private void ready(SessionKey key, LoadedSeries loaded) {
    QuarkusTransaction.requiringNew()
        .run(() -> sessions.hold(key.id()).ifPresent(session -> ready(session, loaded)));
  }

  private void ready(AnnotationSession session, LoadedSeries loaded) {
    knowPatient(session, loaded);
    if (session.state == SessionState.LOADING) {
      session.state = SessionState.READY;
      events.append(session.id, EVENT, SessionState.READY.name());
    }
  }

  /** Whether the series was the same patient's when the session began; asked again, it is. */
  public boolean isSamePatient(SessionKey key, LoadedSeries loaded) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.hold(key.id()).map(s -> knowPatient(s, loaded)).orElse(true));
  }

  /** Studies with a session whose series, when it was looked at last, had this Patient ID. */
  public Set<String> studiesOf(String patientId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                sessions.digests().stream()
                    .filter(row -> PatientDigest.of((UUID) row[0], patientId).equals(row[2]))
                    .map(row -> (String) row[1])
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  private boolean knowPatient(AnnotationSession session, LoadedSeries loaded) {
    String now = PatientDigest.of(session.id, loaded.commonAttributes());
    String before = session.patientDigest;
    session.patientDigest = now;
    boolean same = before == null || before.equals(now);
    if (!same) {
      audit.record("session.other_patient", session.key().subject());
    }
    return same;
  }

  private void fail(SessionKey key, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof SeriesException e) {
      failed(key.id(), e.code(), text);
    } else if (cause instanceof DicomException e) {
      failed(key.id(), e.code(), text);
    } else if (cause instanceof ApiException e) {
      failed(key.id(), e.code().code(), text);
    } else {
      LOG.errorf(cause, "session %s could not load its series", key.id());
      failed(key.id(), ErrorCode.INTERNAL.code(), "Loading failed unexpectedly");
    }
  }

  private void failed(UUID id, String code, String text) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                sessions
                    .hold(id)
                    .filter(s -> s.state == SessionState.LOADING)
                    .ifPresent(
                        session -> {
                          session.state = SessionState.FAILED;
                          session.failureCode = code;
                          session.failureText =
                              text.substring(0, Math.min(MAX_TEXT, text.length()));
                          events.append(id, EVENT, SessionState.FAILED.name());
                        }));
  }

  /**
   * Waits, at most so long, until a session no longer loads; a ready one whose series had to leave
   * memory loads it again.
   */
  public void await(UUID id, Duration atMost) {
    SessionKey key = require(id);
    if (key.state() == SessionState.FAILED
        && failureCode(id).map(ErrorCode::isPassing).orElse(false)) {
      tryAgain(key);
    } else if (key.state() == SessionState.LOADING) {
      // who loaded it so far may have died
      startLoading(key);
    } else if (key.state() != SessionState.READY) {
      return;
    }
    long end = System.nanoTime() + atMost.toNanos();
    try {
      settled(loading.load(key), atMost);
      while (require(id).state() == SessionState.LOADING && System.nanoTime() < end) {
        Thread.sleep(5);
      }
    } catch (TimeoutException e) {
      LOG.debugf("session %s is not ready yet", id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A session that failed for a reason which may have passed loads once more. */
  private void tryAgain(SessionKey key) {
    boolean ours = QuarkusTransaction.requiringNew().call(() -> sessions.loadAgain(key.id()) == 1);
    if (ours) {
      startLoading(key);
    }
  }

  /** Why a session failed, where that is a code of the service. */
  public Optional<ErrorCode> failureCode(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.find(id).flatMap(s -> ErrorCode.of(s.failureCode)));
  }

  private static void settled(CompletableFuture<LoadedSeries> load, Duration atMost)
      throws TimeoutException, InterruptedException {
    try {
      load.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.debugf("a series did not load; its session will say why");
    }
  }

  /** Applies a view to a session. */
  <T> T view(UUID id, Function<AnnotationSession, T> view) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> view.apply(sessions.find(id).orElseThrow(() -> unknown(id))));
  }

  <T> List<T> list(
      @Nullable String series,
      @Nullable SessionState state,
      int page,
      Function<AnnotationSession, T> view) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> sessions.list(series, state, page).stream().map(view).toList());
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
    return ready(sessions.hold(id).orElseThrow(() -> unknown(id)).key());
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
    try {
      return loading.load(key).get(RELOAD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A series could not be loaded again", e.getCause());
    } catch (TimeoutException e) {
      throw new ApiException(
          ErrorCode.BUSY, "The series is being loaded again; send the request again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.UNAVAILABLE, "The service is stopping");
    }
  }

  /** Closes a session; closing it again changes nothing. */
  public void close(UUID id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              AnnotationSession session = sessions.hold(id).orElseThrow(() -> unknown(id));
              if (session.state != SessionState.CLOSED) {
                session.state = SessionState.CLOSED;
                session.closedAt = clock.instant();
                audit.record("session.closed", session.key().subject());
                events.append(id, EVENT, SessionState.CLOSED.name());
              }
            });
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.SESSION_NOT_FOUND, "There is no session " + id);
  }
}
