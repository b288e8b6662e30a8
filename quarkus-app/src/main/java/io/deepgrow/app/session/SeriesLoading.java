package io.deepgrow.app.session;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.series.LoadedSeries;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Loads series in the background, each at most once at a time, and knows how far they are. */
@ApplicationScoped
public class SeriesLoading {

  /** How far a series is; total 0 while unknown. */
  public record SliceCount(int done, int total) {}

  private final SeriesSource source;
  private final VolumeCache cache;
  private final ExecutorService loaders;
  private final Map<String, CompletableFuture<LoadedSeries>> running = new ConcurrentHashMap<>();
  private final Map<String, SliceCount> progress = new ConcurrentHashMap<>();

  @Inject
  public SeriesLoading(SeriesSource source, VolumeCache cache, DeepgrowConfig config) {
    this.source = source;
    this.cache = cache;
    this.loaders = Executors.newFixedThreadPool(config.sessions().loaders());
  }

  /** The series, from memory or on its way. */
  public CompletableFuture<LoadedSeries> load(SessionKey session) {
    String uid = session.seriesUid();
    Optional<LoadedSeries> cached = cache.find(uid);
    if (cached.isPresent()) {
      return CompletableFuture.completedFuture(cached.get());
    }
    return running.computeIfAbsent(uid, u -> start(session));
  }

  /**
   * The series for a session that begins: loaded, or from memory under the patient and study that
   * the PACS names now.
   */
  public CompletableFuture<LoadedSeries> open(SessionKey session) {
    Optional<LoadedSeries> cached = cache.find(session.seriesUid());
    if (cached.isEmpty()) {
      return load(session);
    }
    return CompletableFuture.supplyAsync(
        () -> {
          LoadedSeries today = source.today(cached.get(), session.study(), session.series());
          cache.put(session.seriesUid(), today);
          return today;
        },
        loaders);
  }

  private CompletableFuture<LoadedSeries> start(SessionKey session) {
    String uid = session.seriesUid();
    return CompletableFuture.supplyAsync(
            () ->
                read(
                    session.study(),
                    session.series(),
                    (done, total) -> progress.put(uid, new SliceCount(done, total))),
            loaders)
        .whenComplete(
            (loaded, failure) -> {
              running.remove(uid);
              progress.remove(uid);
            });
  }

  /**
   * Reads a series that nobody has opened a session on, or takes it from memory.
   *
   * @throws RuntimeException of its source
   */
  public LoadedSeries now(StudyUid study, SeriesUid series) {
    return cache.find(series.value()).orElseGet(() -> read(study, series, (done, total) -> {}));
  }

  private LoadedSeries read(StudyUid study, SeriesUid series, SeriesSource.Progress slices) {
    LoadedSeries loaded;
    try (MemoryBudget.Share share = cache.share()) {
      loaded = source.load(study, series, share, slices);
    }
    cache.put(series.value(), loaded);
    return loaded;
  }

  /** How many slices of a loading series have come. */
  public SliceCount progress(String seriesUid) {
    return progress.getOrDefault(seriesUid, new SliceCount(0, 0));
  }

  @PreDestroy
  void stop() {
    loaders.shutdownNow();
  }
}
