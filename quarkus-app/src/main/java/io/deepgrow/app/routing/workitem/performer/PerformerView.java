package io.deepgrow.app.routing.workitem.performer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which work items of a PACS's worklist we do, as it is shown.
 *
 * @param connection its id; zeros only for the configured one
 * @param name of the connection
 * @param readAt when its worklist was last read; absent when never
 * @param failure why that failed; empty when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformerView(
    UUID connection,
    String name,
    PerformerSettings settings,
    @Nullable Instant readAt,
    String failure,
    int revision) {}
