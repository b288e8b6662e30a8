package io.deepgrow.app.session;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.Volume;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Loaded series by Series Instance UID, bounded in bytes; the least used go first. Remembered
 * volumes, those being read and those that work goes on in share one budget, a part of the heap.
 */
@ApplicationScoped
public class VolumeCache {

  private final long capacity;
  private final MemoryBudget budget;
  private final Map<String, LoadedSeries> series = new LinkedHashMap<>(16, 0.75f, true);
  private final IdentityHashMap<Volume, Integer> inUse = new IdentityHashMap<>();
  private long bytes;

  @Inject
  public VolumeCache(DeepgrowConfig config) {
    this(
        config.sessions().volumeCacheBytes(),
        (long) (Runtime.getRuntime().maxMemory() * config.sessions().volumeShareOfHeap()));
  }

  VolumeCache(long capacity, long budget) {
    this.capacity = Math.min(capacity, budget);
    this.budget = new MemoryBudget(budget, () -> forgetOldest(""));
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
    bytes += size(loaded.volume());
    if (!inUse.containsKey(loaded.volume())) {
      budget.hold(size(loaded.volume()));
    }
    boolean more = true;
    while (more && (bytes > capacity || budget.isOver())) {
      more = forgetOldest(seriesUid);
    }
  }

  /**
   * Lets go of the series that was used longest ago and that no work goes on in; of others nothing
   * would become free.
   *
   * @param newest which stays
   * @return false when there is none
   */
  private synchronized boolean forgetOldest(String newest) {
    Optional<String> oldest =
        series.entrySet().stream()
            .filter(e -> !e.getKey().equals(newest) && !inUse.containsKey(e.getValue().volume()))
            .map(Map.Entry::getKey)
            .findFirst();
    oldest.ifPresent(this::remove);
    return oldest.isPresent();
  }

  /** Ends the use of a volume. */
  @FunctionalInterface
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** Counts a volume as long as work goes on in it, whether it stays here for others or not. */
  public synchronized Use use(Volume volume) {
    if (inUse.merge(volume, 1, Integer::sum) == 1 && !isHere(volume)) {
      budget.hold(size(volume));
    }
    return () -> end(volume);
  }

  private synchronized void end(Volume volume) {
    boolean last = inUse.merge(volume, -1, Integer::sum) == 0;
    if (last) {
      inUse.remove(volume);
      if (!isHere(volume)) {
        budget.release(size(volume));
      }
    }
  }

  private boolean isHere(Volume volume) {
    return series.values().stream().anyMatch(s -> s.volume() == volume);
  }

  /** Lets go of a series. */
  public synchronized void remove(String seriesUid) {
    LoadedSeries gone = series.remove(seriesUid);
    if (gone != null) {
      bytes -= size(gone.volume());
      if (!inUse.containsKey(gone.volume())) {
        budget.release(size(gone.volume()));
      }
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

  private static long size(Volume volume) {
    return 2L * volume.voxels().length;
  }
}
