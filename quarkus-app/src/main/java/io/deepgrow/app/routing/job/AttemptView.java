package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a job.
 *
 * @param number rises; one that found that it had to wait is not among them
 * @param replica which process made it
 * @param outcome absent while it goes on
 * @param code what was wrong; absent for nothing
 * @param text the same in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
    int number,
    String replica,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable AttemptOutcome outcome,
    @Nullable String code,
    @Nullable String text) {}
