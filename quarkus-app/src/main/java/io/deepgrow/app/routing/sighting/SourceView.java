package io.deepgrow.app.routing.sighting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a PACS is watched, and how that goes.
 *
 * @param connection its id; zeros for the configured one
 * @param name of the connection
 * @param readAt when it was last asked; absent when never
 * @param failure why that failed; empty when it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceView(
    UUID connection,
    String name,
    SourceSettings settings,
    @Nullable Instant readAt,
    String failure,
    int revision) {}
