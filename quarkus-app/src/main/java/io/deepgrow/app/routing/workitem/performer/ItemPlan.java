package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a work item.
 *
 * @param studyUid empty where the item names none
 * @param action null where the item can't be done
 * @param priority of the job, from 1 (can wait) to 9 (at once)
 * @param problem why it can't be done, in words without patient data; empty otherwise
 */
public record ItemPlan(
    String studyUid,
    String seriesUid,
    ConnectionId source,
    @Nullable Action action,
    int priority,
    String problem) {}
