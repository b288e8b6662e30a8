package io.deepgrow.app.compat.monailabel.task;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Work inside the service: one task of a kind at a time, the last one remembered. */
@ApplicationScoped
class BackgroundTasks {

  /** Kinds of work. */
  enum Kind {
    SCORING,
    BATCH_INFER
  }

  private final Map<Kind, BackgroundTask> last = new EnumMap<>(Kind.class);
  private final ExecutorService workers = Executors.newFixedThreadPool(Kind.values().length);
  private final Clock clock;

  BackgroundTasks(Clock clock) {
    this.clock = clock;
  }

  /**
   * Starts work.
   *
   * @param sync whether to do it on the caller's thread instead
   * @throws ApiException {@code task.busy} when one of its kind is running
   */
  TaskView start(
      Kind kind, Map<String, String> request, Consumer<TaskProgress> work, boolean sync) {
    BackgroundTask task = new BackgroundTask(request, clock);
    synchronized (last) {
      if (running(kind).isPresent()) {
        throw new ApiException(
            ErrorCode.TASK_BUSY, "Such a task is running; stop it first, or wait");
      }
      last.put(kind, task);
    }
    if (sync) {
      task.run(work);
    } else {
      workers.execute(() -> task.run(work));
    }
    return task.view();
  }

  /** The task that is going on. */
  Optional<TaskView> running(Kind kind) {
    return find(kind).filter(BackgroundTask::isRunning).map(BackgroundTask::view);
  }

  /** The last task, whatever became of it. */
  Optional<TaskView> status(Kind kind) {
    return find(kind).map(BackgroundTask::view);
  }

  /** Asks the task that is going on to end. */
  Optional<TaskView> cancel(Kind kind) {
    Optional<BackgroundTask> running = find(kind).filter(BackgroundTask::isRunning);
    running.ifPresent(BackgroundTask::cancel);
    return running.map(BackgroundTask::view);
  }

  private Optional<BackgroundTask> find(Kind kind) {
    synchronized (last) {
      return Optional.ofNullable(last.get(kind));
    }
  }

  @PreDestroy
  void stop() {
    synchronized (last) {
      last.values().forEach(BackgroundTask::cancel);
    }
    workers.shutdown();
  }
}
