package io.deepgrow.app.queue;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.deepgrow.app.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Our kinds of work as db-scheduler knows them. Its own retries, which end in a deleted row, are
 * never used: a row leaves the lane when its work says so, and not before.
 */
final class LaneTasks {

  private static final Logger LOG = Logger.getLogger(LaneTasks.class);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private LaneTasks() {}

  static Task<Void> of(QueuedWork work) {
    String kind = work.kind().name();
    return Tasks.custom(kind, Void.class)
        .onFailure((complete, lane) -> again(complete, lane, afterFailure(complete)))
        .onDeadExecution((complete, lane) -> revive(complete, lane))
        .execute(
            (instance, context) ->
                then(reported(kind, () -> work.run(UUID.fromString(instance.getId())))));
  }

  static RecurringTask<Void> of(RecurringWork work) {
    String kind = work.kind().name();
    return Tasks.recurring(kind, FixedDelay.of(work.every()), Void.class)
        .onDeadExecution((complete, lane) -> revive(complete, lane))
        .execute(
            (instance, context) ->
                reported(
                    kind,
                    () -> {
                      work.run();
                      return kind;
                    }));
  }

  private static <T> T reported(String kind, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (Outage.of(e).isPresent()) {
        LOG.warnf("work of kind %s is put off: %s", kind, Outage.cause(e));
      } else {
        LOG.errorf(e, "work of kind %s failed and is put off", kind);
      }
      throw e;
    }
  }

  private static CompletionHandler<Void> then(Next next) {
    return (complete, lane) -> {
      if (next instanceof Next.Again again) {
        again(complete, lane, again.at());
      } else {
        ifStillOurs(complete, lane::stop);
      }
    };
  }

  private static void revive(ExecutionComplete complete, ExecutionOperations<Void> lane) {
    LOG.warnf(
        "%s is taken over from a replica that does not answer", complete.getExecution().getId());
    again(complete, lane, Instant.now());
  }

  private static void again(
      ExecutionComplete complete, ExecutionOperations<Void> lane, Instant at) {
    ifStillOurs(complete, () -> lane.reschedule(complete, at));
  }

  /** Another replica may have taken the row over; what that one makes of it counts. */
  private static void ifStillOurs(ExecutionComplete complete, Runnable change) {
    try {
      change.run();
    } catch (ExecutionException e) {
      LOG.infof("%s has been taken over meanwhile", complete.getExecution().getId());
    }
  }

  /** Later after each failure in a row, and never at an end. */
  private static Instant afterFailure(ExecutionComplete complete) {
    int failures = Math.min(10, complete.getExecution().consecutiveFailures);
    Duration wait = FIRST.multipliedBy(1L << failures);
    return Instant.now().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }
}
