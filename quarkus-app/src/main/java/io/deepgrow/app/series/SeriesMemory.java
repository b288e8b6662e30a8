package io.deepgrow.app.series;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import io.deepgrow.series.LoadedSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Series in memory and on their way there, each at most once. Those that nobody used for long go;
 * when room is needed, the one used longest ago goes first. Its own policy for room would refuse
 * newcomers in favour of what was used often, and a newcomer is what somebody works with now.
 */
final class SeriesMemory {

  private final AsyncCache<SeriesKey, LoadedSeries> series;
  private final MemoryBudget budget;
  private final long capacity;

  /**
   * A memory.
   *
   * @param capacity bytes of volumes that are remembered
   * @param budget bytes of all volumes, those being read included
   * @param idle after which unused ones go
   * @param ticker what time it is
   */
  SeriesMemory(long capacity, long budget, Duration idle, Ticker ticker) {
    this.capacity = Math.min(capacity, budget);
    this.budget = new MemoryBudget(budget, () -> forgetOldest(Optional.empty()));
    this.series =
        Caffeine.newBuilder()
            .expireAfterAccess(idle)
            .ticker(ticker)
            .scheduler(Scheduler.systemScheduler())
            .executor(Runnable::run)
            .removalListener(this::gone)
            .recordStats()
            .buildAsync();
  }

  private void gone(@Nullable SeriesKey key, @Nullable LoadedSeries loaded, RemovalCause whyever) {
    if (loaded != null) {
      budget.release(loaded.volume());
    }
  }

  /** Memory for reading something; what is remembered makes room for it. */
  MemoryBudget.Share share() {
    return budget.share();
  }

  /**
   * A series that is here or on its way, or that is sent for now.
   *
   * @param load begins to load; its volume has to be held in the {@link #budget()}
   */
  CompletableFuture<LoadedSeries> get(
      SeriesKey key, Supplier<CompletableFuture<LoadedSeries>> load) {
    return series.get(key, (k, executor) -> load.get());
  }

  /** A series, if it is here. */
  Optional<LoadedSeries> find(SeriesKey key) {
    return Optional.ofNullable(series.synchronous().getIfPresent(key));
  }

  /** A series, if it is here, which does not count as a use. */
  Optional<LoadedSeries> peek(SeriesKey key) {
    return Optional.ofNullable(series.synchronous().policy().getIfPresentQuietly(key));
  }

  /** Remembers a series in place of another, if that one is still remembered. */
  @SuppressWarnings("ReferenceEquality") // whether it is that one, not one like it
  void replace(SeriesKey key, LoadedSeries before, LoadedSeries after) {
    CompletableFuture<LoadedSeries> known = series.getIfPresent(key);
    budget.hold(after.volume());
    boolean still = known != null && known.isDone() && known.join() == before;
    if (!still || !series.asMap().replace(key, known, CompletableFuture.completedFuture(after))) {
      budget.release(after.volume());
    }
  }

  MemoryBudget budget() {
    return budget;
  }

  /** Lets go of the oldest until all fit, but for the newest. */
  void trim(SeriesKey newest) {
    boolean more = true;
    while (more && (bytes() > capacity || budget.isOver())) {
      more = forgetOldest(Optional.of(newest));
    }
  }

  /**
   * Lets go of the series that was used longest ago and that no work goes on in; of others nothing
   * would become free.
   *
   * @return false when there is none
   */
  private boolean forgetOldest(Optional<SeriesKey> butFor) {
    Cache<SeriesKey, LoadedSeries> here = series.synchronous();
    Map<SeriesKey, LoadedSeries> byAge =
        here.policy().expireAfterAccess().orElseThrow().oldest(Integer.MAX_VALUE);
    for (Map.Entry<SeriesKey, LoadedSeries> entry : byAge.entrySet()) {
      boolean idle = budget.holders(entry.getValue().volume()) <= 1;
      if (idle && !butFor.equals(Optional.of(entry.getKey()))) {
        return here.asMap().remove(entry.getKey()) != null;
      }
    }
    return false;
  }

  /**
   * Lets go of series, also of those that are on their way: whoever waits for one gets it, and it
   * is not remembered.
   *
   * @param which gets what is here, or null while it is on its way
   * @return those that were here
   */
  List<SeriesKey> forget(BiPredicate<SeriesKey, @Nullable LoadedSeries> which) {
    List<SeriesKey> were = new ArrayList<>();
    series
        .asMap()
        .forEach(
            (key, coming) -> {
              LoadedSeries loaded = loaded(coming);
              if (which.test(key, loaded) && series.asMap().remove(key, coming) && loaded != null) {
                were.add(key);
              }
            });
    return were;
  }

  /** The series that are here and meet a condition. */
  List<SeriesKey> those(BiPredicate<SeriesKey, LoadedSeries> which) {
    return series.synchronous().asMap().entrySet().stream()
        .filter(e -> which.test(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static @Nullable LoadedSeries loaded(CompletableFuture<LoadedSeries> coming) {
    return coming.isDone() && !coming.isCompletedExceptionally() ? coming.join() : null;
  }

  /** Bytes of the volumes that are remembered. */
  long bytes() {
    return series.synchronous().asMap().values().stream()
        .mapToLong(loaded -> MemoryBudget.bytes(loaded.volume()))
        .sum();
  }

  /** For its statistics. */
  AsyncCache<SeriesKey, LoadedSeries> cache() {
    return series;
  }
}
