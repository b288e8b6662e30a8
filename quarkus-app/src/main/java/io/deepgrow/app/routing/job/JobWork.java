package io.deepgrow.app.routing.job;

import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.routing.job.failure.JobFailure;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does jobs: takes one, has its kind of work done outside of any transaction, writes down the end.
 */
@ApplicationScoped
class JobWork implements QueuedWork {

  static final Kind KIND = new Kind("routing-job", Lane.BATCH);

  private static final Logger LOG = Logger.getLogger(JobWork.class);

  /** Those that have waited longest come first, and the others later. */
  private static final int MOST_RESTORED = 10_000;

  private final JobTurns turns;
  private final Map<?, ActionWork> works;
  private final EntityManager entities;

  JobWork(JobTurns turns, @All List<ActionWork> works, EntityManager entities) {
    this.turns = turns;
    this.works = works.stream().collect(Collectors.toMap(ActionWork::kind, Function.identity()));
    this.entities = entities;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select id, not_before from routing_job where state in ('WAITING',"
                                + " 'RUNNING', 'RETRYING') order by waiting_since")
                        .setMaxResults(MOST_RESTORED)
                        .getResultList());
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }

  @Override
  public long dead() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        entities
                            .createNativeQuery(
                                "select count(*) from routing_job where state = 'DEAD'")
                            .getSingleResult())
                    .longValue());
  }

  @Override
  public Next run(UUID id) {
    JobTurn turn = turns.take(id);
    if (turn instanceof JobTurn.Later later) {
      return new Next.Again(later.at());
    }
    if (turn instanceof JobTurn.Taken taken) {
      Optional<Instant> again = attempt(taken);
      return again.<Next>map(Next.Again::new).orElseGet(Next.Done::new);
    }
    return new Next.Done();
  }

  private Optional<Instant> attempt(JobTurn.Taken taken) {
    UUID id = taken.job().id();
    JobOutcome outcome;
    try {
      outcome = work(taken.job()).run(taken.job());
    } catch (EndedJobException e) {
      LOG.infof("job %s was cancelled, or is done elsewhere", id);
      return Optional.empty();
    } catch (RuntimeException e) {
      if (JobFailure.isUnexpected(e)) {
        LOG.errorf(e, "job %s failed", id);
      }
      return interrupted(() -> turns.failed(id, taken.turn(), JobFailure.of(e)));
    }
    return turns.ended(id, taken.turn(), outcome);
  }

  /** Writes down what came of it although the service is stopping. */
  private static <T> T interrupted(Supplier<T> end) {
    boolean stopping = Thread.interrupted();
    try {
      return end.get();
    } finally {
      if (stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ActionWork work(RunningJob job) {
    ActionWork work = works.get(job.view().kind());
    if (work == null) {
      throw new IllegalStateException("Nothing does jobs of kind " + job.view().kind());
    }
    return work;
  }
}
