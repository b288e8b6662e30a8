package io.deepgrow.training.train;

import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes patches ahead in background threads, a bounded few; they come in order of their numbers.
 */
final class PatchQueue implements AutoCloseable {

  private final ExecutorService makers;
  private final int ahead;
  private final Deque<Future<TrainingPatch>> waiting = new ArrayDeque<>();
  private final TrainingRun.PatchStream source;
  private long head;
  private int edge;
  private long waitedNanos;

  /**
   * A queue.
   *
   * @param source safe for as many threads
   * @param threads that make patches
   * @param ahead patches in memory before they are needed
   */
  PatchQueue(TrainingRun.PatchStream source, int threads, int ahead) {
    this.source = source;
    this.ahead = ahead;
    makers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "patches");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The patch of a number; quick when it follows the one taken before and is as large. */
  TrainingPatch take(long number, int newEdge) {
    if (number != head || newEdge != edge) {
      waiting.forEach(f -> f.cancel(false));
      waiting.clear();
      head = number;
      edge = newEdge;
    }
    while (waiting.size() < ahead) {
      waiting.add(submit(head + waiting.size(), edge));
    }
    head++;
    long start = System.nanoTime();
    TrainingPatch patch = result(waiting.remove());
    waitedNanos += System.nanoTime() - start;
    return patch;
  }

  /** How long {@link #take} waited in all, in seconds. */
  double waitedSeconds() {
    return waitedNanos / 1e9;
  }

  /** The patch of a number, out of turn. */
  TrainingPatch make(long number, int ofEdge) {
    return result(submit(number, ofEdge));
  }

  private Future<TrainingPatch> submit(long number, int ofEdge) {
    return makers.submit(() -> source.patch(number, ofEdge));
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
    makers.shutdownNow();
  }
}
