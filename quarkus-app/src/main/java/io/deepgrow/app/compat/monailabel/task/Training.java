package io.deepgrow.app.compat.monailabel.task;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Training in a process of its own, one at a time, ended with the service. */
@ApplicationScoped
public class Training {

  static final String TRAINER = "deepgrow";

  private static final Logger LOG = Logger.getLogger(Training.class);

  private final TrainConfig config;
  private final Clock clock;
  private @Nullable TrainingRun last;

  Training(TrainConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
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
   * @throws ApiException {@code task.busy} when one is running, {@code request.not_served} when the
   *     command can't be started
   */
  synchronized Optional<TaskView> start() {
    if (config.data().isEmpty()) {
      return Optional.empty();
    }
    if (last != null && last.isRunning()) {
      throw new ApiException(ErrorCode.TASK_BUSY, "Training is running; stop it first, or wait");
    }
    Path run = config.out().resolve("run-" + clock.instant().toString().replace(':', '-'));
    List<String> command = new ArrayList<>(config.command());
    command.addAll(
        List.of(
            "train",
            "--data",
            config.data().get().toString(),
            "--out",
            run.toString(),
            "--steps",
            Integer.toString(config.steps())));
    try {
      TrainingRun started = TrainingRun.start(command, Path.of(run + ".log"), clock);
      last = started;
      LOG.infof("training started");
      return Optional.of(started.view());
    } catch (UncheckedIOException e) {
      LOG.warnf(e, "training could not be started");
      throw new ApiException(
          ErrorCode.NOT_SERVED, "Training could not be started; see deepgrow.train.command");
    }
  }

  /** The run that is going on. */
  synchronized Optional<TaskView> running() {
    return Optional.ofNullable(last).filter(TrainingRun::isRunning).map(TrainingRun::view);
  }

  /** The last run, whatever became of it. */
  synchronized Optional<TaskView> status() {
    return Optional.ofNullable(last).map(TrainingRun::view);
  }

  /** Ends the run that is going on. */
  synchronized Optional<TaskView> cancel() {
    TrainingRun run = last;
    if (run == null || !run.isRunning()) {
      return Optional.empty();
    }
    run.cancel();
    return Optional.of(run.view());
  }

  @PreDestroy
  void stop() {
    cancel();
  }
}
