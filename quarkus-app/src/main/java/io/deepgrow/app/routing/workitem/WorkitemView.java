package io.deepgrow.app.routing.workitem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.connection.ConnectionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A work item as it is shown.
 *
 * @param connection the name of the PACS on whose worklist it is; absent for what was pushed
 * @param uid of the item
 * @param studyUid empty where the item names none
 * @param priority of its job, from 1 (can wait) to 9 (at once)
 * @param job that does it; absent before it is ours
 * @param outputs what came of it
 * @param reason why it ended, or ends, without its work being done; empty otherwise
 * @param progress percent
 * @param failure why the last look failed; empty when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkitemView(
    UUID id,
    ItemOrigin origin,
    @Nullable String connection,
    @JsonIgnore ConnectionId source,
    String uid,
    ItemState state,
    String studyUid,
    String seriesUid,
    int priority,
    @Nullable UUID job,
    List<WorkitemOutput> outputs,
    String reason,
    int progress,
    boolean cancelRequested,
    String failure,
    Instant createdAt,
    Instant changedAt,
    @Nullable Instant endedAt) {

  public WorkitemView {
    outputs = List.copyOf(outputs);
  }
}
