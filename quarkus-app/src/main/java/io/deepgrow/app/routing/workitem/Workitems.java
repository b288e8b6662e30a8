package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.dicomweb.workitem.WorkitemEvent;
import io.deepgrow.dicomweb.workitem.WorkitemEvents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Work items as people and their owners see them: looked at, and cancelled. */
@ApplicationScoped
public class Workitems {

  private final WorkitemSearch search;
  private final WorklistReading reading;
  private final Worklists worklists;
  private final ItemRows rows;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final AccessPolicy access;
  private final Clock clock;

  Workitems(
      WorkitemSearch search,
      WorklistReading reading,
      Worklists worklists,
      ItemRows rows,
      WorkQueue queue,
      AuditTrail audit,
      AccessPolicy access,
      Clock clock) {
    this.search = search;
    this.reading = reading;
    this.worklists = worklists;
    this.rows = rows;
    this.queue = queue;
    this.audit = audit;
    this.access = access;
    this.clock = clock;
  }

  /**
   * An item.
   *
   * @throws ApiException {@code routing.workitem_not_found}, {@code security.forbidden}
   */
  public WorkitemView get(UUID id) {
    WorkitemView item = search.row(id).orElseThrow(() -> unknown(id.toString()));
    if (item.studyUid().isEmpty()) {
      access.requireEverywhere(Role.OPERATOR);
    } else {
      access.requireStudy(item.source(), item.studyUid(), Role.OPERATOR);
    }
    return item;
  }

  /**
   * Has an item given up: its job is cancelled, and the worklist hears of it. One whose results are
   * stored by then is completed all the same.
   *
   * @throws ApiException {@code routing.workitem_not_found}, {@code routing.workitem_state}, {@code
   *     security.forbidden}
   */
  public WorkitemView cancel(UUID id) {
    get(id);
    if (!requestCancel(id, "by an operator")) {
      throw new ApiException(
          ErrorCode.WORKITEM_STATE, "The work item is at its end already, or about to be");
    }
    return get(id);
  }

  /**
   * Notes that somebody does not want an item any more; false when it is at its end.
   *
   * @param who in words
   */
  boolean requestCancel(UUID id, String who) {
    boolean open =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Optional<ItemRow> row = rows.hold(id).filter(Workitems::isCancellable);
                  row.ifPresent(item -> noted(item, who));
                  return row.isPresent();
                });
    if (open) {
      queue.reschedule(WorkitemWork.KIND, id, clock.instant());
    }
    return open;
  }

  /** Notes that the owner of a worklist does not want an item any more; nothing for others. */
  public void cancelRequested(ConnectionId worklist, String uid) {
    QuarkusTransaction.requiringNew()
        .call(() -> rows.pulled(worklist, uid))
        .ifPresent(id -> requestCancel(id, "by its worklist"));
  }

  /** Reads a worklist now. */
  public void look(ConnectionId worklist) {
    reading.read(worklist);
  }

  /**
   * Subscribes to a worklist.
   *
   * @param listener gets the events one after the other; must not block for long
   * @throws io.deepgrow.dicomweb.DicomWebException where that does not work
   */
  public WorkitemEvents events(ConnectionId worklist, Consumer<WorkitemEvent> listener) {
    return worklists.events(worklist, listener);
  }

  private static boolean isCancellable(ItemRow row) {
    return row.state() == ItemState.CLAIMING || row.state() == ItemState.WORKING;
  }

  private void noted(ItemRow row, String who) {
    rows.cancelRequested(row.id());
    audit.record(
        "routing.workitem_cancel_requested",
        new AuditSubject(null, row.studyUid(), row.seriesUid()),
        new AuditObject(ItemTurns.TYPE, row.id().toString()),
        row.uid() + " " + who);
  }

  static ApiException unknown(String which) {
    return new ApiException(ErrorCode.WORKITEM_NOT_FOUND, "There is no work item " + which);
  }
}
