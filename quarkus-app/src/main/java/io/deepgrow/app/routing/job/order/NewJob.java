package io.deepgrow.app.routing.job.order;

import io.deepgrow.app.routing.action.Action;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a program wants done with a series.
 *
 * @param connection the name of the PACS that has the series; absent for the configured one
 * @param priority from 1 (can wait) to 9 (at once); absent for 5
 */
public record NewJob(
    @Nullable String connection,
    @NotNull @Nullable String studyUid,
    @NotNull @Nullable String seriesUid,
    @NotNull @Nullable Action action,
    @Nullable Integer priority) {}
