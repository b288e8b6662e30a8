package io.deepgrow.app.worklist;

import io.deepgrow.app.event.Happening;
import io.deepgrow.app.session.ReviewNote;
import io.deepgrow.app.session.SessionReviews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Follows results and reviews of tasks' sessions, in the transactions in which they change, which
 * hold the session's row.
 */
@ApplicationScoped
class TaskFollow {

  private static final String RESULT = "result";
  private static final String REVIEW = "review";

  /** States in which a result begins. */
  private static final Set<String> STORED = Set.of("PENDING", "AWAITING_REVIEW");

  /** A result of a session. */
  record Stored(UUID id, String state, Instant at) {}

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskRecord record;
  private final SessionReviews reviews;
  private final EntityManager entities;
  private final Clock clock;

  TaskFollow(
      TaskRows rows,
      TaskRules rules,
      TaskRecord record,
      SessionReviews reviews,
      EntityManager entities,
      Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.record = record;
    this.reviews = reviews;
    this.entities = entities;
    this.clock = clock;
  }

  @Transactional(Transactional.TxType.MANDATORY)
  void heard(@Observes Happening happening) {
    boolean result = happening.type().equals(RESULT);
    if (!result && !happening.type().equals(REVIEW)) {
      return;
    }
    for (ReadingTask task : rows.ofSession(happening.session())) {
      // a review that begins with a result is not there yet, and the one before is past
      if (!result || !stored(task, happening.detail())) {
        settle(task);
      }
    }
  }

  /** Whether somebody has just saved what they were to mark. */
  private boolean stored(ReadingTask task, String detail) {
    int colon = detail.lastIndexOf(':');
    boolean submitted =
        STORED.contains(detail.substring(colon + 1))
            && rules.isMine(task)
            && task.state != TaskState.OPEN
            && TaskStanding.of(task.state).allows(TaskStep.SUBMIT);
    if (submitted) {
      submit(task, UUID.fromString(detail.substring(0, colon)));
    }
    return submitted;
  }

  /** What its holder has saved is this task's; in the caller's transaction. */
  void submit(ReadingTask task, UUID result) {
    boolean first = task.state != TaskState.SUBMITTED;
    task.step(TaskStep.SUBMIT, now());
    task.resultId = result;
    if (first) {
      record.deed("task.submitted", task, "result " + result);
    }
  }

  /** Lets a submitted task follow what became of its result; in the caller's transaction. */
  void settle(ReadingTask task) {
    UUID session = task.sessionId;
    if (task.state != TaskState.SUBMITTED || session == null) {
      return;
    }
    Optional<ReviewNote> review = reviews.newest(session);
    String result = newest(session).map(Stored::state).orElse("");
    Optional<TaskStep> follows = TaskOutcome.of(review.map(ReviewNote::state).orElse(null), result);
    follows.ifPresent(
        step -> {
          task.step(step, now());
          if (step == TaskStep.RETURN) {
            task.comment = review.map(ReviewNote::comment).orElse("");
            record.deed("task.returned", task, "to " + task.holderName);
          } else {
            record.deed("task.done", task, "");
          }
        });
  }

  /** The newest result of a session; in the caller's transaction. */
  Optional<Stored> newest(UUID session) {
    List<?> found =
        entities
            .createNativeQuery(
                "select id, state, created_at from stored_result where session_id = :session order"
                    + " by created_at desc, id limit 1")
            .setParameter("session", session)
            .getResultList();
    return found.stream()
        .map(Object[].class::cast)
        .map(row -> new Stored((UUID) row[0], (String) row[1], (Instant) row[2]))
        .findFirst();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
