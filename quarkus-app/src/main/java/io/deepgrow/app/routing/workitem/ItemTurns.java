package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.job.JobsOfOthers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The book of the database: each step is a transaction that holds the item's row and has its audit
 * row.
 */
@ApplicationScoped
class ItemTurns implements ItemBook {

  static final String TYPE = "workitem";

  private final ItemRows rows;
  private final JobsOfOthers jobs;
  private final ItemProgress progress;
  private final AuditTrail audit;
  private final Clock clock;

  ItemTurns(
      ItemRows rows, JobsOfOthers jobs, ItemProgress progress, AuditTrail audit, Clock clock) {
    this.rows = rows;
    this.jobs = jobs;
    this.progress = progress;
    this.audit = audit;
    this.clock = clock;
  }

  /** Begins a look; empty when nothing is to be done about the item. */
  Optional<ItemRow> take(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<ItemRow> row = rows.hold(id).filter(each -> !each.state().isEnd());
              if (row.isEmpty() || row.get().notBefore().isAfter(clock.instant())) {
                return row;
              }
              rows.turn(id);
              return rows.hold(id);
            });
  }

  @Override
  public boolean working(ItemRow item, String seriesDigest) {
    return ifOurs(
        item,
        row -> {
          JobsOfOthers.Ordered job =
              jobs.order(
                  new JobOrder(
                      row.source(),
                      row.studyUid(),
                      row.seriesUid(),
                      seriesDigest,
                      Objects.requireNonNull(row.action()),
                      null,
                      null,
                      "work item " + row.uid(),
                      row.priority()));
          rows.job(row.id(), job.id(), job.made());
          set(row, ItemStep.CLAIM, "", List.of());
        });
  }

  @Override
  public boolean step(ItemRow item, ItemStep step, String reason, List<WorkitemOutput> outputs) {
    return ifOurs(
        item,
        row -> {
          UUID job = row.job();
          if (job != null && row.ownJob() && (step == ItemStep.GIVE_UP || step == ItemStep.LOSE)) {
            jobs.withdraw(job);
          }
          set(row, step, reason, outputs);
        });
  }

  private void set(ItemRow row, ItemStep step, String reason, List<WorkitemOutput> outputs) {
    ItemState state = row.state().after(step);
    rows.state(row.id(), state, reason, outputs);
    audit.record(
        "routing.workitem_" + state.name().toLowerCase(Locale.ROOT),
        new AuditSubject(null, row.studyUid(), row.seriesUid()),
        new AuditObject(TYPE, row.id().toString()),
        reason.isEmpty() ? row.uid() : row.uid() + ": " + reason);
  }

  @Override
  public boolean progressed(ItemRow item, int percent) {
    return ifOurs(item, row -> rows.progress(row.id(), percent));
  }

  @Override
  public boolean later(ItemRow item, Instant at, int tries, String failure) {
    return ifOurs(
        item,
        row -> {
          // a request to cancel that came during this look is not put off
          boolean news = row.cancelRequested() && !item.cancelRequested();
          rows.later(row.id(), news ? clock.instant() : at, tries, failure);
        });
  }

  @Override
  public WorkProgress progress(ItemRow item) {
    return progress.of(item);
  }

  private boolean ifOurs(ItemRow item, Consumer<ItemRow> work) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<ItemRow> row =
                  rows.hold(item.id())
                      .filter(each -> each.turn() == item.turn() && !each.state().isEnd());
              row.ifPresent(work);
              return row.isPresent();
            });
  }
}
