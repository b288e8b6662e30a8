package io.deepgrow.app.routing.job;

import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.routing.job.failure.JobBackoff;
import io.deepgrow.app.routing.job.failure.JobFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The attempts at jobs: each step is a transaction that holds the job's row and has its audit row.
 * Whatever an attempt writes down after another has begun, or after the job was cancelled, changes
 * nothing.
 */
@ApplicationScoped
class JobTurns {

  static final String TYPE = "routing_job";

  private static final Logger LOG = Logger.getLogger(JobTurns.class);

  /** After a process died during a job so often, it is not begun again. */
  private static final int POISON = 2;

  private final JobRows rows;
  private final AttemptRows attempts;
  private final JobSearch search;
  private final JobGate gate;
  private final AuditTrail audit;
  private final Clock clock;

  /** Attempts of this process that have ended, which the database was not there to hear. */
  private final Set<UUID> unwritten = ConcurrentHashMap.newKeySet();

  JobTurns(
      JobRows rows,
      AttemptRows attempts,
      JobSearch search,
      JobGate gate,
      AuditTrail audit,
      Clock clock) {
    this.rows = rows;
    this.attempts = attempts;
    this.search = search;
    this.gate = gate;
    this.audit = audit;
    this.clock = clock;
  }

  /** Takes a job, if its time has come. */
  JobTurn take(UUID id) {
    Optional<JobView> known = QuarkusTransaction.requiringNew().call(() -> search.row(id));
    Optional<Instant> closed = known.flatMap(gate::closedUntil);
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.hold(id).map(row -> take(row, closed)).orElseGet(JobTurn.Over::new));
  }

  private JobTurn take(JobRow row, Optional<Instant> closed) {
    if (row.state().isEnd()) {
      return new JobTurn.Over();
    }
    int deaths = row.deaths();
    if (row.state() == JobState.RUNNING) {
      attempts.end(row.id(), AttemptOutcome.DIED, "", "Its process ended before it did");
      deaths += unwritten.remove(row.id()) ? 0 : 1;
      if (deaths >= POISON) {
        end(row, JobStep.GIVE_UP, deaths, JobFailure.poison());
        return new JobTurn.Over();
      }
    } else if (row.notBefore().isAfter(clock.instant())) {
      return new JobTurn.Later(row.notBefore());
    } else if (closed.isPresent()) {
      return new JobTurn.Later(closed.get());
    }
    JobStanding.of(row.state()).after(JobStep.BEGIN);
    int turn = rows.begin(row.id(), deaths);
    attempts.begin(row.id(), turn);
    record("routing.job_begun", row, "attempt " + turn);
    JobView view = search.row(row.id()).orElseThrow();
    return new JobTurn.Taken(
        new RunningJob(
            view,
            () -> QuarkusTransaction.requiringNew().call(() -> rows.isRunning(row.id(), turn)),
            outputs ->
                QuarkusTransaction.requiringNew().call(() -> rows.note(row.id(), turn, outputs))),
        turn);
  }

  /** Writes down what came of an attempt; when the job is looked at again, if it is. */
  Optional<Instant> ended(UUID id, int turn, JobOutcome outcome) {
    return ifOurs(
        id,
        turn,
        row -> {
          rows.note(id, turn, outcome.outputs());
          if (outcome instanceof JobOutcome.NotYet later) {
            notYet(row, later);
          } else {
            JobState state = JobStanding.of(row.state()).after(JobStep.FINISH).state();
            rows.end(id, state, row.deaths(), "", "");
            attempts.end(id, AttemptOutcome.DONE, "", "");
            record("routing.job_done", row, "attempt " + turn);
          }
        });
  }

  private void notYet(JobRow row, JobOutcome.NotYet later) {
    Instant now = clock.instant();
    if (now.isAfter(row.waitingSince().plus(gate.longestWait()))) {
      end(row, JobStep.GIVE_UP, row.deaths(), JobFailure.waitedTooLong(later.reason()));
      return;
    }
    JobStanding.of(row.state()).after(JobStep.PUT_OFF);
    attempts.forget(row.id(), row.turn());
    Duration wait = JobBackoff.whileWaiting(Duration.between(row.waitingSince(), now));
    rows.putOff(row.id(), row.tries(), now.plus(wait), "", later.reason());
    record("routing.job_put_off", row, later.reason());
  }

  /** Writes down why an attempt failed; when the job is tried again, if it is. */
  Optional<Instant> failed(UUID id, int turn, JobFailure failure) {
    return ifOurs(id, turn, row -> failed(row, failure));
  }

  private void failed(JobRow row, JobFailure failure) {
    int tries = row.tries() + 1;
    if (!failure.passing() || JobBackoff.isUsedUp(tries)) {
      end(row, JobStep.GIVE_UP, row.deaths(), failure);
      return;
    }
    JobStanding.of(row.state()).after(JobStep.PUT_OFF);
    Duration wait = JobBackoff.after(tries, row.id(), failure.atLeast());
    attempts.end(row.id(), AttemptOutcome.RETRYING, failure.code(), failure.text());
    rows.putOff(row.id(), tries, clock.instant().plus(wait), failure.code(), failure.text());
    record("routing.job_put_off", row, failure.code());
  }

  private void end(JobRow row, JobStep step, int deaths, JobFailure failure) {
    JobState state = JobStanding.of(row.state()).after(step).state();
    attempts.end(row.id(), AttemptOutcome.DEAD, failure.code(), failure.text());
    rows.end(row.id(), state, deaths, failure.code(), failure.text());
    record("routing.job_dead", row, failure.code());
    LOG.warnf("job %s is given up: %s", row.id(), failure.code());
  }

  /** Does something in a transaction if it is still the turn of an attempt; the next look. */
  private Optional<Instant> ifOurs(UUID id, int turn, Consumer<JobRow> work) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                Optional<JobRow> row =
                    rows.hold(id).filter(r -> r.turn() == turn && r.state() == JobState.RUNNING);
                row.ifPresent(work);
                return rows.hold(id)
                    .filter(after -> after.state() == JobState.RETRYING)
                    .map(JobRow::notBefore);
              });
    } catch (RuntimeException e) {
      unwritten.add(id);
      throw e;
    }
  }

  private void record(String deed, JobRow row, String detail) {
    audit.record(
        deed,
        new AuditSubject(row.id(), row.studyUid(), row.seriesUid()),
        new AuditObject(TYPE, row.id().toString()),
        detail);
  }
}
