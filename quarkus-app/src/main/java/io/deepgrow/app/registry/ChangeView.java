package io.deepgrow.app.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of which version of a model answers, done or requested.
 *
 * @param before the version that was active; absent where none was
 * @param share of a canary, in hundredths
 * @param standard whether sessions that name no model begin with this model from then on
 * @param decidedBy who approved or withdrew it, where it was requested first; else who did it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeView(
    long id,
    String model,
    UUID version,
    @Nullable UUID before,
    ChangeKind kind,
    int share,
    boolean standard,
    ChangeState state,
    String requestedBy,
    Instant requestedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt) {}
