package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.Unawaited;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The series of sessions: a session is READY once its series is loaded and that is committed. */
@ApplicationScoped
public class SessionSeries {

  private static final Logger LOG = Logger.getLogger(SessionSeries.class);
  private static final int MAX_TEXT = 500;
  private static final Duration RELOAD = Duration.ofSeconds(30);

  private final SessionRepository sessions;
  private final SessionPatients patients;
  private final SeriesSupply supply;
  private final SessionEventLog events;
  private final Map<UUID, CompletableFuture<Void>> loading = new ConcurrentHashMap<>();
  private final Queue<Runnable> unsettled = new ConcurrentLinkedQueue<>();

  SessionSeries(
      SessionRepository sessions,
      SessionPatients patients,
      SeriesSupply supply,
      SessionEventLog events) {
    this.sessions = sessions;
    this.patients = patients;
    this.supply = supply;
    this.events = events;
  }

  /** What was loading when the service stopped goes on. */
  void resume(@Observes StartupEvent event) {
    List<SessionKey> open =
        QuarkusTransaction.requiringNew()
            .call(() -> sessions.loading().stream().map(AnnotationSession::key).toList());
    open.forEach(this::begin);
  }

  /** As {@link #start}, for who does not wait. */
  void begin(SessionKey key) {
    Unawaited.logged(start(key), "loading the series of a session");
  }

  /**
   * Loads a session's series, unless that goes on already.
   *
   * @return done when it is written down how loading ended
   */
  CompletableFuture<Void> start(SessionKey key) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> others = loading.putIfAbsent(key.id(), mine);
    if (others != null) {
      return others;
    }
    Unawaited.logged(
        supply
            .open(key.seriesKey(), key.id())
            .handle(
                (loaded, failure) -> {
                  try {
                    settle(failure == null ? () -> ready(key, loaded) : () -> fail(key, failure));
                  } finally {
                    loading.remove(key.id(), mine);
                    mine.complete(null);
                  }
                  return key;
                }),
        "writing down how a series was loaded");
    return mine;
  }

  /** A session that ends no longer waits for its series. */
  void stop(SessionKey key) {
    supply.abandon(key.seriesKey(), key.id());
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
    patients.know(session, loaded);
    if (session.state == SessionState.LOADING) {
      session.state = SessionState.READY;
      events.append(session.id, SessionService.EVENT, SessionState.READY.name());
    }
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
                          session.failureText = StoredText.of(text, MAX_TEXT);
                          events.append(id, SessionService.EVENT, SessionState.FAILED.name());
                        }));
  }

  /**
   * Waits, at most so long, until a session no longer loads; a ready one whose series had to leave
   * memory loads it again, and so does one that failed for a reason which may have passed.
   */
  void await(SessionKey key, boolean again, Duration atMost) {
    CompletableFuture<?> coming =
        switch (key.state()) {
          case READY -> supply.load(key.seriesKey());
          // who loaded it so far may have died
          case LOADING -> start(key);
          case FAILED -> again ? loadAgain(key) : CompletableFuture.completedFuture(key);
          case CLOSED -> CompletableFuture.completedFuture(key);
        };
    try {
      coming.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.debugf("a series did not load; its session says why");
    } catch (TimeoutException e) {
      LOG.debugf("session %s is not ready yet", key.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> loadAgain(SessionKey key) {
    QuarkusTransaction.requiringNew().run(() -> sessions.loadAgain(key.id()));
    return start(key);
  }

  /** The session's series, loaded again when it had to leave memory. */
  public LoadedSeries of(SessionKey key) {
    return supply.now(key.seriesKey(), RELOAD);
  }
}
