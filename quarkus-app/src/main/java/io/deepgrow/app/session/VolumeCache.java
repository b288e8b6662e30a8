package io.deepgrow.app.session;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Loaded series by Series Instance UID, bounded in bytes; the least used go first. */
@ApplicationScoped
public class VolumeCache {

  private final long capacity;
  private final Map<String, LoadedSeries> series = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  @Inject
  public VolumeCache(DeepgrowConfig config) {
    this(config.sessions().volumeCacheBytes());
  }

  VolumeCache(long capacity) {
    this.capacity = capacity;
  }

  /** A series that is still there. */
  public synchronized Optional<LoadedSeries> find(String seriesUid) {
    return Optional.ofNullable(series.get(seriesUid));
  }

  /** Keeps a series, and lets go of others until all fit; the newest always stays. */
  public synchronized void put(String seriesUid, LoadedSeries loaded) {
    LoadedSeries before = series.put(seriesUid, loaded);
    bytes += size(loaded) - (before == null ? 0 : size(before));
    var oldest = series.entrySet().iterator();
    while (bytes > capacity && series.size() > 1 && oldest.hasNext()) {
      Map.Entry<String, LoadedSeries> entry = oldest.next();
      if (!entry.getKey().equals(seriesUid)) {
        bytes -= size(entry.getValue());
        oldest.remove();
      }
    }
  }

  /** Lets go of a series. */
  public synchronized void remove(String seriesUid) {
    LoadedSeries gone = series.remove(seriesUid);
    bytes -= gone == null ? 0 : size(gone);
  }

  /** Bytes of voxels in memory. */
  public synchronized long bytes() {
    return bytes;
  }

  private static long size(LoadedSeries loaded) {
    return 2L * loaded.volume().voxels().length;
  }
}
