package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.result.ResultView;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The session of a job, which every attempt at it finds again. */
@ApplicationScoped
class JobSessions {

  private static final int MOST = 20;
  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final int SLICES = 120;

  private final SessionService sessions;
  private final ResultService results;

  JobSessions(SessionService sessions, ResultService results) {
    this.sessions = sessions;
    this.results = results;
  }

  /**
   * The id of a session of a job.
   *
   * @param number 0, or more where those before it were closed or could not be loaded
   */
  static UUID idOf(UUID job, int number) {
    return UUID.nameUUIDFromBytes(
        ("routing/session/" + job + "/" + number).getBytes(StandardCharsets.UTF_8));
  }

  /** The session to work in, opened first where there is none; not loaded yet. */
  SessionKey of(RunningJob job, @Nullable String model) {
    for (int number = 0; number < MOST; number++) {
      UUID id = idOf(job.id(), number);
      Optional<SessionKey> known = sessions.find(id);
      if (known.isEmpty()) {
        var key = job.view().seriesKey();
        return sessions.openAs(id, key.study(), key.series(), model, key.connection());
      }
      if (isUsable(known.get()) || stored(id).isPresent()) {
        return known.get();
      }
    }
    throw JobException.permanent(
        JobCode.SESSIONS_USED_UP, "All sessions of this job were closed; order another one");
  }

  private boolean isUsable(SessionKey session) {
    return switch (session.state()) {
      case READY, LOADING -> true;
      case FAILED -> sessions.failureCode(session.id()).map(ErrorCode::isPassing).orElse(false);
      case CLOSED -> false;
    };
  }

  /** The result that an earlier attempt stored from a session. */
  Optional<ResultView> stored(UUID session) {
    List<ResultView> all = results.list(session);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * The session once its series is loaded.
   *
   * @throws JobException with the code for which the series did not load
   * @throws ApiException {@code session.loading} when that takes too long
   */
  SessionKey ready(RunningJob job, UUID id) {
    for (int slice = 0; slice < SLICES; slice++) {
      job.check();
      sessions.await(id, SLICE);
      SessionKey session = sessions.require(id);
      if (session.state() == SessionState.FAILED) {
        throw failed(id);
      }
      if (session.state() != SessionState.LOADING) {
        return sessions.requireReady(id);
      }
    }
    return sessions.requireReady(id);
  }

  private RuntimeException failed(UUID id) {
    String why = sessions.failure(id);
    Optional<ErrorCode> code = sessions.failureCode(id);
    return code.isPresent()
        ? new ApiException(code.get(), why)
        : JobException.permanent(ErrorCode.SERIES_UNUSABLE.code(), why);
  }
}
