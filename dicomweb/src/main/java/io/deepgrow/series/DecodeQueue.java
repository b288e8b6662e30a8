package io.deepgrow.series;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Decodes on all cores with a bounded number of slices waiting; keeps the first failure. */
final class DecodeQueue implements AutoCloseable {

  private static final int WORKERS = Runtime.getRuntime().availableProcessors();
  private static final int PLACES = 4 * WORKERS;

  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
  private final Semaphore places = new Semaphore(PLACES);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /** Waits for a place, then decodes in the background. */
  void submit(Runnable decode) {
    places.acquireUninterruptibly();
    workers.execute(
        () -> {
          try {
            if (failure.get() == null) {
              decode.run();
            }
          } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
          } finally {
            places.release();
          }
        });
  }

  /** Waits until all is decoded; throws what failed first. */
  void await() {
    places.acquireUninterruptibly(PLACES);
    places.release(PLACES);
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
