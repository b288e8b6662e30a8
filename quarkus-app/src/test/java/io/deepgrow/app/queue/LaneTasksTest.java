package io.deepgrow.app.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTasksTest {

  private static final UUID ROW = new UUID(1, 2);
  private static final Kind KIND = new Kind("played", Lane.LIGHT);

  /** Work that does what a test says. */
  private record Played(Function<UUID, Next> play) implements QueuedWork {
    @Override
    public Kind kind() {
      return KIND;
    }

    @Override
    public Next run(UUID row) {
      return play.apply(row);
    }

    @Override
    public List<Due> open() {
      return List.of();
    }

    @Override
    public long dead() {
      return 0;
    }
  }

  /** What becomes of a row in its lane. */
  private static final class PlayedLane extends ExecutionOperations<Void> {
    final List<Instant> rescheduled = new ArrayList<>();
    int stopped;
    boolean takenOver;

    PlayedLane(Execution execution) {
      super(null, null, execution);
    }

    private void requireOurs() {
      if (takenOver) {
        throw new ExecutionException("the row has another version", execution(0));
      }
    }

    @Override
    public void stop() {
      requireOurs();
      stopped++;
    }

    @Override
    public void reschedule(ExecutionComplete complete, Instant at) {
      requireOurs();
      rescheduled.add(at);
    }
  }

  private final PlayedLane lane = new PlayedLane(execution(0));

  private static Task<Void> task(Function<UUID, Next> play) {
    return LaneTasks.of(new Played(play));
  }

  private static Execution execution(int failures) {
    return new Execution(
        Instant.EPOCH,
        task(row -> new Next.Done()).instance(ROW.toString()),
        true,
        "me",
        null,
        null,
        failures,
        null,
        1);
  }

  private static ExecutionComplete failure(int before) {
    return ExecutionComplete.failure(
        execution(before), Instant.EPOCH, Instant.EPOCH, new IllegalStateException("it failed"));
  }

  private void run(Function<UUID, Next> play) {
    Task<Void> task = task(play);
    task.execute(task.instance(ROW.toString()), null)
        .complete(ExecutionComplete.success(execution(0), Instant.EPOCH, Instant.EPOCH), lane);
  }

  /** How long a row waits after it failed so often in a row. */
  private Duration waitAfter(int failures) {
    Instant before = Instant.now();
    task(row -> new Next.Done()).getFailureHandler().onFailure(failure(failures), lane);
    Duration wait = Duration.between(before, lane.rescheduled.get(lane.rescheduled.size() - 1));
    assertThat(Duration.between(before, Instant.now()).plus(Duration.ofMinutes(5)))
        .isGreaterThanOrEqualTo(wait);
    return wait;
  }

  @Test
  void whatIsDoneLeavesItsLane() {
    List<UUID> rows = new ArrayList<>();
    run(
        row -> {
          rows.add(row);
          return new Next.Done();
        });

    assertThat(rows).containsExactly(ROW);
    assertThat(lane.stopped).isEqualTo(1);
    assertThat(lane.rescheduled).isEmpty();
  }

  @Test
  void whatComesAgainStaysInItsLaneUntilThen() {
    Instant then = Instant.parse("2026-05-06T07:08:09Z");

    run(row -> new Next.Again(then));

    assertThat(lane.rescheduled).containsExactly(then);
    assertThat(lane.stopped).isZero();
  }

  @Test
  void whoLostTheRowMeanwhileNeitherEndsItNorSetsItsTime() {
    lane.takenOver = true;

    run(row -> new Next.Done());
    run(row -> new Next.Again(Instant.EPOCH));
    task(row -> new Next.Done()).getFailureHandler().onFailure(failure(0), lane);

    assertThat(lane.stopped).isZero();
    assertThat(lane.rescheduled).isEmpty();
  }

  @Test
  void aFailureIsTheLanesAndNotTheWorksToDealWith() {
    assertThatThrownBy(
            () ->
                run(
                    row -> {
                      throw new IllegalStateException("it failed");
                    }))
        .hasMessage("it failed");
    assertThat(lane.stopped).isZero();
    assertThat(lane.rescheduled).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 4", "2, 8", "3, 16", "4, 32", "5, 64", "6, 128", "7, 256"})
  void eachFailureInARowWaitsTwiceAsLong(int failures, long seconds) {
    assertThat(waitAfter(failures)).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
    assertThat(waitAfter(failures)).isLessThan(Duration.ofSeconds(2 * seconds + 60));
  }

  @ParameterizedTest
  @CsvSource({"8", "10", "11", "63", "64", "1000000", "2147483647"})
  void howeverOftenItFailsItIsTriedEveryFiveMinutesForEver(int failures) {
    assertThat(waitAfter(failures)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    assertThat(lane.stopped).isZero();
  }

  @Test
  void aRowOfAReplicaThatDoesNotAnswerIsLookedAtAtOnce() {
    Instant before = Instant.now();

    task(row -> new Next.Done()).getDeadExecutionHandler().deadExecution(failure(0), lane);

    assertThat(lane.rescheduled).hasSize(1);
    assertThat(lane.rescheduled.get(0)).isBetween(before, Instant.now());
  }

  @Test
  void whatRecursGoesOnAfterAFailureAndAfterADeath() {
    RecurringWork work =
        new RecurringWork() {
          @Override
          public Kind kind() {
            return KIND;
          }

          @Override
          public Duration every() {
            return Duration.ofHours(1);
          }

          @Override
          public void run() {
            throw new IllegalStateException("it failed");
          }
        };
    Task<Void> task = LaneTasks.of(work);

    assertThatThrownBy(() -> task.execute(task.instance("recurring"), null))
        .hasMessage("it failed");
    task.getDeadExecutionHandler().deadExecution(failure(0), lane);
    assertThat(lane.rescheduled).hasSize(1);
    assertThat(lane.stopped).isZero();
  }
}
