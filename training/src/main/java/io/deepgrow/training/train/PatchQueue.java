package io.deepgrow.training.train;

import io.deepgrow.training.data.TrainingPatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

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
  private final LongFunction<TrainingPatch> source;
  private long next;

  /**
   * A queue.
   *
   * @param source makes the patch of a number
   * @param first number of the first patch
   */
  PatchQueue(LongFunction<TrainingPatch> source, long first) {
    this.source = source;
    this.next = first;
  }

  TrainingPatch take() {
    while (waiting.size() < AHEAD) {
      long number = next++;
      waiting.add(maker.submit(() -> source.apply(number)));
    }
    try {
      return waiting.remove().get();
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
