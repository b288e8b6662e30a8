package io.deepgrow.training.train;

import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes patches ahead in a background thread, in the order of their numbers, a bounded few. */
final class PatchQueue implements AutoCloseable {

  private static final int AHEAD = 6;

  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "patches");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<TrainingPatch>> waiting = new ArrayDeque<>();
  private final TrainingRun.PatchStream source;
  private long head;
  private int edge;

  PatchQueue(TrainingRun.PatchStream source) {
    this.source = source;
  }

  /** The patch of a number; quick when it follows the one taken before and is as large. */
  TrainingPatch take(long number, int newEdge) {
    if (number != head || newEdge != edge) {
      waiting.forEach(f -> f.cancel(false));
      waiting.clear();
      head = number;
      edge = newEdge;
    }
    while (waiting.size() < AHEAD) {
      waiting.add(submit(head + waiting.size(), edge));
    }
    head++;
    return result(waiting.remove());
  }

  /** The patch of a number, out of turn. */
  TrainingPatch make(long number, int ofEdge) {
    return result(submit(number, ofEdge));
  }

  private Future<TrainingPatch> submit(long number, int ofEdge) {
    return maker.submit(() -> source.patch(number, ofEdge));
  }

  private static TrainingPatch result(Future<TrainingPatch> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a patch was made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A patch could not be made", e.getCause());
    }
  }

  @Override
  public void close() {
    maker.shutdownNow();
  }
}
