package io.deepgrow.app.routing.job;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.queue.WorkQueue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Takes orders for jobs, and steers those that are there. */
@ApplicationScoped
public class RoutingJobs implements JobOrders {

  private static final int MOST_RETRIED = 10_000;

  private final JobRows rows;
  private final AttemptRows attempts;
  private final JobSearch search;
  private final JobKeys keys;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final AccessPolicy access;
  private final Clock clock;

  RoutingJobs(
      JobRows rows,
      AttemptRows attempts,
      JobSearch search,
      JobKeys keys,
      WorkQueue queue,
      AuditTrail audit,
      AccessPolicy access,
      Clock clock) {
    this.rows = rows;
    this.attempts = attempts;
    this.search = search;
    this.keys = keys;
    this.queue = queue;
    this.audit = audit;
    this.access = access;
    this.clock = clock;
  }

  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public UUID order(JobOrder order) {
    requirePriority(order.priority());
    String key = keys.of(order);
    Optional<UUID> known = rows.ofKey(key);
    if (known.isPresent()) {
      return known.get();
    }
    UUID id = UUID.randomUUID();
    if (!rows.add(id, order, key)) {
      // another transaction has committed it meanwhile
      return rows.ofKey(key).orElseThrow();
    }
    queue.enqueue(JobWork.KIND, id, clock.instant(), order.priority());
    audit.record(
        "routing.job_ordered",
        new AuditSubject(id, order.studyUid(), order.seriesUid()),
        new AuditObject(JobTurns.TYPE, id.toString()),
        order.action().kind() + ", " + order.orderedBy());
    return id;
  }

  /**
   * A job.
   *
   * @throws ApiException {@code routing.job_not_found}, {@code security.forbidden}
   */
  public JobView get(UUID id) {
    JobView job =
        QuarkusTransaction.requiringNew().call(() -> search.row(id)).orElseThrow(() -> unknown(id));
    access.requireStudy(job.source(), job.studyUid(), Role.OPERATOR);
    return job;
  }

  /** The attempts at a job, the oldest first, as {@link #get}. */
  public List<AttemptView> attempts(UUID id) {
    get(id);
    return QuarkusTransaction.requiringNew().call(() -> attempts.of(id));
  }

  /**
   * Has a job done again that was given up; its attempts stay.
   *
   * @throws ApiException {@code routing.job_not_found}, {@code routing.job_state}
   */
  public JobView retry(UUID id) {
    return changed(id, this::retried);
  }

  void retried(JobRow row) {
    JobStanding.of(row.state()).after(JobStep.RETRY);
    rows.again(row.id());
    queue.enqueue(JobWork.KIND, row.id(), clock.instant(), row.priority());
    record("routing.job_retried", row, "");
  }

  /**
   * Has jobs done again that were given up for one reason.
   *
   * @param code what was wrong with them
   * @return how many there were
   */
  public int retryAll(String code, int most) {
    access.requireEverywhere(Role.OPERATOR);
    if (most < 1 || most > MOST_RETRIED) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "max is 1 to " + MOST_RETRIED);
    }
    List<UUID> ids = QuarkusTransaction.requiringNew().call(() -> rows.dead(code, most));
    int retried = 0;
    for (UUID id : ids) {
      retried +=
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    Optional<JobRow> row = rows.hold(id).filter(r -> r.state() == JobState.DEAD);
                    row.ifPresent(this::retried);
                    return row.isPresent() ? 1 : 0;
                  });
    }
    return retried;
  }

  /**
   * Ends a job that is not at its end; one that runs ends before its next step. What is stored or
   * on somebody's list by then stays.
   *
   * @throws ApiException {@code routing.job_not_found}, {@code routing.job_state}
   */
  public JobView cancel(UUID id) {
    return changed(id, this::cancelled);
  }

  void cancelled(JobRow row) {
    JobState state = JobStanding.of(row.state()).after(JobStep.CANCEL).state();
    attempts.end(row.id(), AttemptOutcome.CANCELLED, "", "");
    rows.end(row.id(), state, row.deaths(), "", "");
    queue.cancel(JobWork.KIND, row.id());
    record("routing.job_cancelled", row, "");
  }

  /**
   * Sets what goes first.
   *
   * @param priority from 1 (can wait) to 9 (at once, in quiet hours too)
   * @throws ApiException {@code routing.job_not_found}, {@code routing.job_state} where it is at
   *     its end
   */
  public JobView prioritise(UUID id, int priority) {
    requirePriority(priority);
    JobView job =
        changed(
            id,
            row -> {
              if (row.state().isEnd()) {
                throw new ApiException(
                    ErrorCode.JOB_STATE, "The job is at its end; its priority changes nothing");
              }
              rows.priority(id, priority);
              record("routing.job_priority", row, row.priority() + " -> " + priority);
            });
    queue.setSteps(JobWork.KIND, java.util.Map.of(id, priority));
    if (priority == AT_ONCE) {
      queue.reschedule(JobWork.KIND, id, clock.instant());
    }
    return job;
  }

  private static void requirePriority(int priority) {
    if (priority < 1 || priority > AT_ONCE) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "priority is 1 (can wait) to 9 (at once)");
    }
  }

  private JobView changed(UUID id, Consumer<JobRow> change) {
    get(id);
    QuarkusTransaction.requiringNew()
        .run(() -> change.accept(rows.hold(id).orElseThrow(() -> unknown(id))));
    return get(id);
  }

  private void record(String deed, JobRow row, String detail) {
    audit.record(
        deed,
        new AuditSubject(row.id(), row.studyUid(), row.seriesUid()),
        new AuditObject(JobTurns.TYPE, row.id().toString()),
        detail);
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.JOB_NOT_FOUND, "There is no job " + id);
  }
}
