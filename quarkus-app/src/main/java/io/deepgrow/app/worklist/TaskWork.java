package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionReturns;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The session of a task: opened or found, with a segment for each structure. Where a transaction
 * holds a session and its task, it holds the session first.
 */
@ApplicationScoped
public class TaskWork {

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskViews views;
  private final TaskRecord record;
  private final TaskFollow follow;
  private final LoadAhead ahead;
  private final SessionService sessions;
  private final SessionReturns returns;
  private final SegmentService segments;
  private final Connections connections;
  private final RequestKeys keys;
  private final Clock clock;

  TaskWork(
      TaskRows rows,
      TaskRules rules,
      TaskViews views,
      TaskRecord record,
      TaskFollow follow,
      LoadAhead ahead,
      SessionService sessions,
      SessionReturns returns,
      SegmentService segments,
      Connections connections,
      RequestKeys keys,
      Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.views = views;
    this.record = record;
    this.follow = follow;
    this.ahead = ahead;
    this.sessions = sessions;
    this.returns = returns;
    this.segments = segments;
    this.connections = connections;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Begins marking: the task's session becomes the caller's, open, and once it is loaded it has a
   * segment for each structure. What is begun already goes on.
   *
   * @param wait for the series, before segments are left to another call
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}, {@code task.taken},
   *     {@code task.other_state}, and those of opening a session
   */
  public ReadingTaskView start(UUID id, Duration wait) {
    ReadingTask seen = QuarkusTransaction.requiringNew().call(() -> startable(id));
    UUID session = session(seen).orElseGet(() -> opened(seen));
    SessionKey key = QuarkusTransaction.requiringNew().call(() -> started(id, session));
    returns.begin(key);
    ahead.afterClaim();
    sessions.await(session, wait);
    if (sessions.require(session).state() == SessionState.READY) {
      addSegments(seen, session);
    }
    return QuarkusTransaction.requiringNew().call(() -> views.of(rows.require(id)));
  }

  private ReadingTask startable(UUID id) {
    ReadingTask task = rows.require(id);
    rules.requireMine(task);
    TaskStanding.of(task.state).after(TaskStep.START);
    return task;
  }

  /** The session that is there, where the caller may go on in it. */
  private Optional<UUID> session(ReadingTask task) {
    try {
      return Optional.ofNullable(task.sessionId)
          .map(sessions::require)
          .filter(key -> key.state() != SessionState.FAILED)
          .map(SessionKey::id);
    } catch (ApiException e) {
      // it is erased, or a copy that nobody else may see
      return Optional.empty();
    }
  }

  private UUID opened(ReadingTask task) {
    // the same until the task has another session, so that a start that broke off goes on
    String key =
        "reading-task-" + task.id + "-" + task.sessionId + "-" + task.holderName.hashCode();
    return sessions
        .open(
            new StudyUid(task.studyUid),
            new SeriesUid(task.seriesUid),
            null,
            task.connection().isDefault() ? null : connections.name(task.connection()),
            keys.of(
                SessionService.REQUESTS, "open", Map.of("readingTask", task.id.toString()), key))
        .id();
  }

  private SessionKey started(UUID id, UUID session) {
    SessionKey key = returns.giveBack(session, rules.caller().id(), rules.caller().name());
    ReadingTask task = rows.hold(id);
    rules.requireMine(task);
    boolean begins = task.state != TaskState.STARTED || !session.equals(task.sessionId);
    task.step(TaskStep.START, clock.instant().truncatedTo(ChronoUnit.MICROS));
    task.sessionId = session;
    if (begins) {
      record.deed("task.started", task, "");
    }
    return key;
  }

  private void addSegments(ReadingTask task, UUID session) {
    Set<String> there =
        segments.list(session).stream()
            .map(SegmentSnapshot::structureId)
            .collect(Collectors.toSet());
    for (String structure : task.structures()) {
      if (!there.contains(structure)) {
        segments.add(
            session,
            structure,
            keys.of(
                session,
                "add",
                Map.of("structure", structure),
                "reading-task-" + task.id + "-" + structure));
      }
    }
  }

  /**
   * Says that a task is done as far as its holder is concerned; its session was stored since it was
   * taken. Saving alone says the same.
   *
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}, {@code task.taken},
   *     {@code task.other_state}, {@code task.nothing_saved}
   */
  public ReadingTaskView submit(UUID id) {
    UUID session =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ReadingTask task = rows.require(id);
                  rules.requireMine(task);
                  if (task.sessionId == null) {
                    throw nothingSaved(id);
                  }
                  return task.sessionId;
                });
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              returns.hold(session);
              ReadingTask task = rows.hold(id);
              rules.requireMine(task);
              if (task.state != TaskState.SUBMITTED && task.state != TaskState.DONE) {
                TaskStanding.of(task.state).after(TaskStep.SUBMIT);
                TaskFollow.Stored stored =
                    follow
                        .newest(session)
                        .filter(
                            result -> result.at().isAfter(Objects.requireNonNull(task.workSince)))
                        .orElseThrow(() -> nothingSaved(id));
                follow.submit(task, stored.id());
                follow.settle(task);
              }
              return views.of(task);
            });
  }

  private static ApiException nothingSaved(UUID id) {
    return new ApiException(
        ErrorCode.TASK_NOTHING_SAVED,
        "Nothing was saved for reading task " + id + " since it was taken; save its session first");
  }
}
