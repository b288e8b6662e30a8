package io.deepgrow.app.series;

import io.deepgrow.app.ApiException;
import io.deepgrow.series.LoadedSeries;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A series that is being read, and who waits for it. */
final class Reading {

  final CompletableFuture<LoadedSeries> result = new CompletableFuture<>();
  private final Set<UUID> waiting = new HashSet<>();
  private boolean forOthers;
  private volatile SeriesSupply.SliceCount slices = new SeriesSupply.SliceCount(0, 0);
  private @Nullable Future<?> task;

  /**
   * Somebody waits.
   *
   * @param who may give up; null for somebody who does not
   */
  synchronized void join(@Nullable UUID who) {
    if (who == null) {
      forOthers = true;
    } else {
      waiting.add(who);
    }
  }

  /** Somebody gives up; true when nobody waits any more. */
  synchronized boolean leave(UUID who) {
    return waiting.remove(who) && waiting.isEmpty() && !forOthers;
  }

  synchronized void runs(Future<?> work) {
    task = work;
    if (result.isDone()) {
      work.cancel(true);
    }
  }

  /** Ends it early. */
  void stop(ApiException reason) {
    if (result.completeExceptionally(reason)) {
      cancel();
    }
  }

  private synchronized void cancel() {
    if (task != null) {
      task.cancel(true);
    }
  }

  void slices(int done, int total) {
    slices = new SeriesSupply.SliceCount(done, total);
  }

  SeriesSupply.SliceCount slices() {
    return slices;
  }
}
