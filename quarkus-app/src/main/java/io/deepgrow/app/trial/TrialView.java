package io.deepgrow.app.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trial of a version.
 *
 * @param session whose clicks are made again; absent on the phantom
 * @param done predictions made, of total
 * @param picture whether there is one of the session's masks beside those of the trial
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrialView(
    UUID id,
    UUID version,
    TrialKind kind,
    @Nullable UUID session,
    TrialState state,
    int done,
    int total,
    @Nullable String failure,
    @Nullable TrialOutcome outcome,
    boolean picture,
    String startedBy,
    Instant createdAt,
    @Nullable Instant endedAt) {}
