package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Clock;
import java.util.UUID;

/** Writes down items that are new to us, each once. */
@ApplicationScoped
class NewItems {

  private final ItemRows rows;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final Clock clock;

  NewItems(ItemRows rows, WorkQueue queue, AuditTrail audit, Clock clock) {
    this.rows = rows;
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
  }

  /** How many items of a worklist are not at their end. */
  int open(ConnectionId worklist) {
    return QuarkusTransaction.requiringNew().call(() -> rows.open(worklist));
  }

  /** Adds an item in a transaction of its own; false when it was there already. */
  boolean add(NewItem item) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              UUID id = UUID.randomUUID();
              if (!rows.add(id, item, uid(UUID.randomUUID()))) {
                return false;
              }
              queue.enqueue(WorkitemWork.KIND, id, clock.instant(), Urgency.USUAL);
              audit.record(
                  "routing.workitem_claiming",
                  new AuditSubject(null, item.plan().studyUid(), item.plan().seriesUid()),
                  new AuditObject(ItemTurns.TYPE, id.toString()),
                  item.origin() + " " + item.uid());
              return true;
            });
  }

  /** A UID of a UUID (PS3.5 B.2). */
  static String uid(UUID id) {
    return "2.25." + new BigInteger(id.toString().replace("-", ""), 16);
  }
}
