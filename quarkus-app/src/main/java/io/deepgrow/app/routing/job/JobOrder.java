package io.deepgrow.app.routing.job;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants done with a series.
 *
 * @param seriesDigest of the series' content as it was seen: its UID and number of instances,
 *     SHA-256 in hexadecimal digits; the same order for the same content is the same job
 * @param rule which rule orders it; null for a person or a work item
 * @param ruleVersion the version of that rule
 * @param orderedBy how records name who ordered it, such as {@code rule Abdomen, version 3}
 * @param priority from 1 (can wait) to 9 (at once)
 */
public record JobOrder(
    ConnectionId connection,
    String studyUid,
    String seriesUid,
    String seriesDigest,
    Action action,
    @Nullable UUID rule,
    @Nullable Integer ruleVersion,
    String orderedBy,
    int priority) {}
