package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Prepare;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A book of one item, as the database would have it; another replica may take its turn. */
final class FakeBook implements ItemBook {

  static final UUID ID = new UUID(1, 2);

  private final Clock clock;
  private ItemRow row;
  private WorkProgress progress = new WorkProgress.Going(0, "waiting");
  private final List<String> jobs = new ArrayList<>();

  FakeBook(Clock clock, String uid, String transaction) {
    this.clock = clock;
    this.row =
        new ItemRow(
            ID,
            ItemOrigin.PULLED,
            ConnectionId.DEFAULT,
            uid,
            transaction,
            ItemState.CLAIMING,
            "1.2",
            "1.2.3",
            ConnectionId.DEFAULT,
            new Prepare(),
            5,
            null,
            false,
            List.of(),
            "",
            0,
            false,
            0,
            0,
            clock.instant(),
            clock.instant(),
            clock.instant());
  }

  /** An item that can't be done. */
  FakeBook unsuitable(String reason) {
    row = with(row.state(), reason, row.outputs(), row.progress(), row.cancelRequested(), 0, 0);
    return this;
  }

  FakeBook now(WorkProgress other) {
    progress = other;
    return this;
  }

  FakeBook cancelRequested() {
    row = with(row.state(), row.reason(), row.outputs(), row.progress(), true, row.turn(), 0);
    return this;
  }

  /** What was done to jobs. */
  List<String> jobs() {
    return jobs;
  }

  ItemRow row() {
    return row;
  }

  /** Begins a look. */
  ItemRow take() {
    row =
        with(
            row.state(),
            row.reason(),
            row.outputs(),
            row.progress(),
            row.cancelRequested(),
            row.turn() + 1,
            row.tries());
    return row;
  }

  private ItemRow with(
      ItemState state,
      String reason,
      List<WorkitemOutput> outputs,
      int percent,
      boolean cancel,
      int turn,
      int tries) {
    return new ItemRow(
        row.id(),
        row.origin(),
        row.worklist(),
        row.uid(),
        row.transaction(),
        state,
        row.studyUid(),
        row.seriesUid(),
        row.source(),
        state == ItemState.CLAIMING && !reason.isEmpty() ? null : row.action(),
        row.priority(),
        row.job(),
        row.ownJob(),
        outputs,
        reason,
        percent,
        cancel,
        turn,
        tries,
        row.notBefore(),
        state == row.state() ? row.changedAt() : clock.instant(),
        row.startedAt());
  }

  private boolean isOurs(ItemRow item) {
    return item.turn() == row.turn() && !row.state().isEnd();
  }

  @Override
  public boolean working(ItemRow item, String seriesDigest) {
    if (!isOurs(item)) {
      return false;
    }
    jobs.add("ordered " + seriesDigest);
    return step(item, ItemStep.CLAIM, "", List.of());
  }

  @Override
  public boolean step(ItemRow item, ItemStep step, String reason, List<WorkitemOutput> outputs) {
    if (!isOurs(item)) {
      return false;
    }
    if (!jobs.isEmpty() && (step == ItemStep.GIVE_UP || step == ItemStep.LOSE)) {
      jobs.add("withdrawn");
    }
    row =
        with(
            row.state().after(step),
            reason,
            outputs,
            row.progress(),
            row.cancelRequested(),
            row.turn(),
            0);
    return true;
  }

  @Override
  public boolean progressed(ItemRow item, int percent) {
    row =
        with(
            row.state(),
            row.reason(),
            row.outputs(),
            percent,
            row.cancelRequested(),
            row.turn(),
            row.tries());
    return true;
  }

  @Override
  public boolean later(ItemRow item, Instant at, int tries, String failure) {
    if (!isOurs(item)) {
      return false;
    }
    row =
        with(
            row.state(),
            row.reason(),
            row.outputs(),
            row.progress(),
            row.cancelRequested(),
            row.turn(),
            tries);
    return true;
  }

  @Override
  public WorkProgress progress(ItemRow item) {
    return progress;
  }
}
