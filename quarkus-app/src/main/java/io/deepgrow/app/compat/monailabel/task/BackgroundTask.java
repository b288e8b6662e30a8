package io.deepgrow.app.compat.monailabel.task;

import io.deepgrow.app.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Work inside the service, from its start to its end. */
final class BackgroundTask implements TaskProgress {

  private static final Logger LOG = Logger.getLogger(BackgroundTask.class);
  private static final int LINES = 200;

  private final String id = UUID.randomUUID().toString();
  private final Map<String, String> request;
  private final Clock clock;
  private final Instant start;
  private final Deque<String> lines = new ArrayDeque<>();
  private TaskState state = TaskState.RUNNING;
  private @Nullable Instant end;
  private volatile boolean canceled;

  BackgroundTask(Map<String, String> request, Clock clock) {
    this.request = Map.copyOf(request);
    this.clock = clock;
    this.start = clock.instant();
  }

  /** Does the work; what it throws is its end. */
  void run(Consumer<TaskProgress> work) {
    try {
      work.accept(this);
      end(canceled ? TaskState.CANCELED : TaskState.DONE);
    } catch (ApiException e) {
      say(String.valueOf(e.getMessage()));
      end(TaskState.ERROR);
    } catch (RuntimeException e) {
      LOG.warnf(e, "task %s failed", id);
      say("The task failed; the service's log has the reason");
      end(TaskState.ERROR);
    }
  }

  private synchronized void end(TaskState how) {
    state = how;
    end = clock.instant();
  }

  @Override
  public synchronized void say(String line) {
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  /** Asks the work to end before its next step. */
  void cancel() {
    canceled = true;
  }

  synchronized boolean isRunning() {
    return state == TaskState.RUNNING;
  }

  synchronized TaskView view() {
    return new TaskView(
        id,
        state,
        request,
        start.toString(),
        end == null ? "" : end.toString(),
        List.copyOf(lines));
  }
}
