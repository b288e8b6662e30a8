package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.caller.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Gives tasks to others and takes them off the list; each is one transaction with its audit row.
 */
@ApplicationScoped
public class TaskLead {

  private static final int LONGEST_WHY = 500;

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskViews views;
  private final TaskRecord record;
  private final Clock clock;

  TaskLead(TaskRows rows, TaskRules rules, TaskViews views, TaskRecord record, Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.views = views;
    this.record = record;
    this.clock = clock;
  }

  /**
   * Puts a task on the list of one account alone: its holder, a reviewer of the study, an operator.
   *
   * @param account name or id
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}, {@code task.taken},
   *     {@code task.other_state}, {@code account.not_found}, {@code session.handover_refused}
   */
  public ReadingTaskView handOver(UUID id, String account) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ReadingTask task = rows.hold(id);
              rules.requireMineOrLed(task);
              Caller next = rules.able(task, account);
              String before = task.holderName.isEmpty() ? task.accountName : task.holderName;
              task.step(TaskStep.HAND_OVER, now());
              task.accountId = next.id();
              task.accountName = next.name();
              record.deed(
                  "task.handed_over",
                  task,
                  before.isEmpty() ? next.name() : before + " -> " + next.name());
              return views.of(task);
            });
  }

  /**
   * Takes a task off the list; its session and results stay.
   *
   * @param why in words for the record; nothing of a patient
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}, {@code
   *     task.other_state}
   */
  public ReadingTaskView withdraw(UUID id, String why) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ReadingTask task = rows.hold(id);
              rules.requireRun(task);
              task.step(TaskStep.WITHDRAW, now());
              record.deed("task.withdrawn", task, StoredText.of(why.strip(), LONGEST_WHY));
              return views.of(task);
            });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
