package io.deepgrow.app.routing.job.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobPauses;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How jobs of one kind are.
 *
 * @param waiting that nobody works on, those that are tried again among them
 * @param dead that were given up
 * @param oldest since when the one has waited that has waited longest; absent where none does
 * @param lastHour that came to their end within the last hour
 * @param paused by whom and since when; absent where it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueueView(
    ActionKind kind,
    long waiting,
    long running,
    long dead,
    @Nullable Instant oldest,
    long lastHour,
    JobPauses.@Nullable Pause paused) {}
