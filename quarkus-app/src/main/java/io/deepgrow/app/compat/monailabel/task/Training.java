package io.deepgrow.app.compat.monailabel.task;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.training.DataKind;
import io.deepgrow.app.training.RunState;
import io.deepgrow.app.training.RunView;
import io.deepgrow.app.training.TrainConfig;
import io.deepgrow.app.training.TrainingRuns;
import io.deepgrow.app.training.TrainingSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Training runs as MONAI Label clients know them: one task, the newest run of all. */
@ApplicationScoped
public class Training {

  static final String TRAINER = "deepgrow";

  private final TrainConfig config;
  private final TrainingRuns runs;

  Training(TrainConfig config, TrainingRuns runs) {
    this.config = config;
    this.runs = runs;
  }

  /** What clients may start; nothing unless a data set is configured. */
  public Map<String, Object> trainers() {
    return config.data().isEmpty()
        ? Map.of()
        : Map.of(
            TRAINER,
            Map.of(
                "description",
                "Trains a deepgrow model on the configured data set",
                "config",
                Map.of()));
  }

  /**
   * Starts a run; empty when training is off.
   *
   * @throws ApiException {@code task.busy} when one waits or goes on, {@code request.not_served}
   *     when there is no trainer
   */
  Optional<TaskView> start() {
    if (config.data().isEmpty()) {
      return Optional.empty();
    }
    if (runs.isBusy()) {
      throw new ApiException(ErrorCode.TASK_BUSY, "Training is running; stop it first, or wait");
    }
    return Optional.of(
        view(
            runs.start(
                DataKind.FOLDER,
                config.data().get().toString(),
                TrainingSettings.of(config.steps()))));
  }

  /** The run that is going on. */
  Optional<TaskView> running() {
    return runs.newest().filter(run -> !run.state().isEnd()).map(Training::view);
  }

  /** The last run, whatever became of it. */
  Optional<TaskView> status() {
    return runs.newest().map(Training::view);
  }

  /** Ends the run that is going on. */
  Optional<TaskView> cancel() {
    return runs.newest()
        .filter(run -> !run.state().isEnd())
        .map(run -> view(runs.cancel(run.id())));
  }

  /** A run as a task. */
  static TaskView view(RunView run) {
    return new TaskView(
        run.id().toString(),
        state(run.state()),
        Map.of("model", TRAINER),
        run.createdAt().toString(),
        run.endedAt() == null ? "" : run.endedAt().toString(),
        run.log());
  }

  private static TaskState state(RunState state) {
    return switch (state) {
      case QUEUED, RUNNING -> TaskState.RUNNING;
      case DONE -> TaskState.DONE;
      case FAILED -> TaskState.ERROR;
      case CANCELLED -> TaskState.CANCELED;
    };
  }
}
