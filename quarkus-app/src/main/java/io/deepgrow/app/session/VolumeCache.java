package io.deepgrow.app.session;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Loaded series by Series Instance UID, bounded in bytes; the least used go first. Remembered
 * volumes and those being read share one budget, a part of the heap.
 */
@ApplicationScoped
public class VolumeCache {

  private final long capacity;
  private final MemoryBudget budget;
  private final Map<String, LoadedSeries> series = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  @Inject
  public VolumeCache(DeepgrowConfig config) {
    this(
        config.sessions().volumeCacheBytes(),
        (long) (Runtime.getRuntime().maxMemory() * config.sessions().volumeShareOfHeap()));
  }

  VolumeCache(long capacity, long budget) {
    this.capacity = Math.min(capacity, budget);
    this.budget = new MemoryBudget(budget, this::forgetOldest);
  }

  /** Memory for reading something; what is remembered makes room for it. */
  MemoryBudget.Share share() {
    return budget.share();
  }

  /** A series that is still there. */
  public synchronized Optional<LoadedSeries> find(String seriesUid) {
    return Optional.ofNullable(series.get(seriesUid));
  }

  /** Remembers a series, and lets go of others until all fit; the newest always stays. */
  public synchronized void put(String seriesUid, LoadedSeries loaded) {
    remove(seriesUid);
    series.put(seriesUid, loaded);
    bytes += size(loaded);
    budget.hold(size(loaded));
    while ((bytes > capacity || budget.isOver()) && series.size() > 1) {
      forgetOldest();
    }
  }

  /** Lets go of the series that was used longest ago; false when there is none. */
  private synchronized boolean forgetOldest() {
    Iterator<String> oldest = series.keySet().iterator();
    if (!oldest.hasNext()) {
      return false;
    }
    remove(oldest.next());
    return true;
  }

  /** Lets go of a series. */
  public synchronized void remove(String seriesUid) {
    LoadedSeries gone = series.remove(seriesUid);
    if (gone != null) {
      bytes -= size(gone);
      budget.release(size(gone));
    }
  }

  /** The Series Instance UIDs of what is there and fits a condition. */
  public synchronized Set<String> find(BiPredicate<String, LoadedSeries> which) {
    return series.entrySet().stream()
        .filter(e -> which.test(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Lets go of every series that fits a condition; how many. */
  public synchronized int removeIf(BiPredicate<String, LoadedSeries> which) {
    Set<String> gone = find(which);
    gone.forEach(this::remove);
    return gone.size();
  }

  /** Bytes of voxels in memory. */
  public synchronized long bytes() {
    return bytes;
  }

  private static long size(LoadedSeries loaded) {
    return 2L * loaded.volume().voxels().length;
  }
}
