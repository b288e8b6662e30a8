package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose a task is, and until when. Each arrow is one transaction that holds the task's row, with
 * its audit row.
 */
@ApplicationScoped
public class TaskClaims {

  private static final int AT_ONCE = 100;

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskViews views;
  private final TaskRecord record;
  private final LoadAhead ahead;
  private final WorklistConfig config;
  private final Clock clock;

  TaskClaims(
      TaskRows rows,
      TaskRules rules,
      TaskViews views,
      TaskRecord record,
      LoadAhead ahead,
      WorklistConfig config,
      Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.views = views;
    this.record = record;
    this.ahead = ahead;
    this.config = config;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Gives the caller the task that comes next, and nobody else the same one; none when there is
   * none.
   */
  public Optional<ReadingTaskView> next() {
    lapse();
    Optional<ReadingTaskView> mine =
        QuarkusTransaction.requiringNew()
            .call(() -> rows.next(rules.scope(), now(), true).map(this::taken));
    mine.ifPresent(task -> ahead.afterClaim());
    return mine;
  }

  /**
   * Makes a task the caller's; one that is theirs already is theirs for longer.
   *
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}, {@code task.taken},
   *     {@code task.other_state}
   */
  public ReadingTaskView claim(UUID id) {
    ReadingTaskView mine =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ReadingTask task = rows.hold(id);
                  if (task.hasLapsed(now())) {
                    lapsed(task);
                  }
                  rules.requireTakeable(task);
                  if (task.state.isHeld()) {
                    task.claimUntil = now().plus(config.claim());
                    return views.of(task);
                  }
                  return taken(task);
                });
    ahead.afterClaim();
    return mine;
  }

  private ReadingTaskView taken(ReadingTask task) {
    task.claim(rules.caller(), now(), config.claim());
    record.deed("task.claimed", task, "");
    return views.of(task);
  }

  /**
   * Says that the caller is still at it.
   *
   * @throws ApiException as {@link #claim}; {@code task.other_state} once the claim has passed
   */
  public ReadingTaskView heartbeat(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ReadingTask task = rows.hold(id);
              rules.requireMine(task);
              if (task.state.isHeld()) {
                task.claimUntil = now().plus(config.claim());
              }
              return views.of(task);
            });
  }

  /**
   * Gives a task back to the list: its holder, a reviewer of the study, an operator.
   *
   * @throws ApiException as {@link #claim}
   */
  public ReadingTaskView release(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ReadingTask task = rows.hold(id);
              rules.requireMineOrLed(task);
              String before = task.holderName;
              task.step(TaskStep.RELEASE, now());
              record.deed("task.released", task, before);
              return views.of(task);
            });
  }

  /** Puts tasks back on the list whose claims have passed; how many. */
  int lapse() {
    int all = 0;
    int some = AT_ONCE;
    while (some == AT_ONCE) {
      some = QuarkusTransaction.requiringNew().call(() -> lapsed(rows.lapsed(now(), AT_ONCE)));
      all += some;
    }
    return all;
  }

  private int lapsed(List<ReadingTask> tasks) {
    tasks.forEach(this::lapsed);
    return tasks.size();
  }

  private void lapsed(ReadingTask task) {
    String before = task.holderName;
    task.step(TaskStep.LAPSE, now());
    record.deed("task.claim_passed", task, before);
  }
}
