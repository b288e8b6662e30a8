package io.deepgrow.app.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training run.
 *
 * @param data the folder's name, or the project's id
 * @param dataSha256 hash over the data set, once the run has begun
 * @param cancelling whether it was asked to end and has not yet
 * @param step of steps
 * @param leftSeconds of the time that is left, where that is known
 * @param log its last lines
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
    UUID id,
    DataKind dataKind,
    String data,
    @Nullable String dataSha256,
    TrainingSettings settings,
    RunState state,
    boolean cancelling,
    long step,
    long steps,
    @Nullable Long leftSeconds,
    @Nullable String failure,
    RunCurves curves,
    List<String> log,
    String startedBy,
    Instant createdAt,
    @Nullable Instant begunAt,
    @Nullable Instant endedAt) {}
