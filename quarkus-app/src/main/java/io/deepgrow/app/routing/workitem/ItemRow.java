package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A work item as it is written down.
 *
 * @param worklist the connection on whose worklist it is; the configured one for what was pushed
 * @param transaction the UID by which it is ours
 * @param source where its series is
 * @param action what is done; null for an item that can't be done, whose reason says why
 * @param ownJob whether the job was made for this item alone
 * @param reason why it ends without its work being done; empty otherwise
 * @param progress percent that the worklist knows of
 * @param turn rises with each look; who writes down what came of a look names it
 * @param tries looks in a row that failed
 */
record ItemRow(
    UUID id,
    ItemOrigin origin,
    ConnectionId worklist,
    String uid,
    String transaction,
    ItemState state,
    String studyUid,
    String seriesUid,
    ConnectionId source,
    @Nullable Action action,
    int priority,
    @Nullable UUID job,
    boolean ownJob,
    List<WorkitemOutput> outputs,
    String reason,
    int progress,
    boolean cancelRequested,
    int turn,
    int tries,
    Instant notBefore,
    Instant changedAt,
    Instant startedAt) {

  ItemRow {
    outputs = List.copyOf(outputs);
  }
}
