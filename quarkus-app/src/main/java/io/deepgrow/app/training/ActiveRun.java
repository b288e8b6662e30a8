package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A run that goes on here: first its data is made ready, then a process trains. */
final class ActiveRun {

  private static final Logger LOG = Logger.getLogger(ActiveRun.class);

  private final UUID id;
  private @Nullable TrainingProcess process;
  private @Nullable String failure;
  private boolean reported;
  private boolean ended;

  private ActiveRun(UUID id) {
    this.id = id;
  }

  /**
   * Begins a run, on a thread of its own until its process has started.
   *
   * @param prepare gives the folder to learn from
   */
  static ActiveRun start(
      RunView run, RunFolders folders, TrainConfig config, Function<RunView, Path> prepare) {
    ActiveRun active = new ActiveRun(run.id());
    Thread thread =
        new Thread(() -> active.begin(run, folders, config, prepare), "training-" + run.id());
    thread.setDaemon(true);
    thread.start();
    return active;
  }

  private void begin(
      RunView run, RunFolders folders, TrainConfig config, Function<RunView, Path> prepare) {
    try {
      Path data = prepare.apply(run);
      List<String> command = new ArrayList<>(config.command());
      command.addAll(
          List.of("train", "--data", data.toString(), "--out", folders.run(id).toString()));
      command.addAll(run.settings().options());
      launch(command, folders.log(id));
      if (isEnded()) {
        // it was ended while its data was made ready
        folders.deleteData(id);
      }
    } catch (ApiException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.errorf(e, "training run %s could not begin", id);
      fail("It could not begin; the service's log has the reason");
    }
  }

  private synchronized void launch(List<String> command, Path log) throws IOException {
    if (!ended) {
      process = TrainingProcess.start(command, log);
    }
  }

  private synchronized boolean isEnded() {
    return ended;
  }

  private synchronized void fail(String reason) {
    failure = reason;
  }

  UUID id() {
    return id;
  }

  /** The process, once there is one. */
  synchronized Optional<TrainingProcess> process() {
    return Optional.ofNullable(process);
  }

  /** Whether its process has not been asked for before. */
  synchronized boolean isNew() {
    boolean first = !reported;
    reported = true;
    return first;
  }

  /** Whether nothing more comes of it. */
  synchronized boolean isOver() {
    return failure != null || (process != null && !process.isAlive());
  }

  /** Why it failed; empty when it went well. */
  synchronized Optional<String> failure() {
    TrainingProcess known = process;
    if (failure != null || known == null || known.exitValue() == 0) {
      return Optional.ofNullable(failure);
    }
    return Optional.of("The trainer ended with " + known.exitValue() + "; its last lines say why");
  }

  /** Ends its process and children, also one that has yet to start. */
  void end() {
    TrainingProcess known;
    synchronized (this) {
      ended = true;
      known = process;
    }
    if (known != null) {
      known.end();
    }
  }
}
