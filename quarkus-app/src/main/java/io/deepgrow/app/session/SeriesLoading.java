package io.deepgrow.app.session;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

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

  /** A reading that goes on, whose volume nobody may want any more when it ends. */
  private static final class Reading {
    final StudyUid study;
    final SeriesUid series;
    boolean unwanted;

    Reading(StudyUid study, SeriesUid series) {
      this.study = study;
      this.series = series;
    }
  }

  private final Set<Reading> readings = ConcurrentHashMap.newKeySet();

  @Inject
  public SeriesLoading(SeriesSource source, VolumeCache cache, DeepgrowConfig config) {
    this(source, cache, config.sessions().loaders());
  }

  SeriesLoading(SeriesSource source, VolumeCache cache, int loaders) {
    this.source = source;
    this.cache = cache;
    this.loaders = Executors.newFixedThreadPool(loaders);
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
        () ->
            remembered(
                session.study(),
                session.series(),
                () -> source.today(cached.get(), session.study(), session.series())),
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
    return remembered(
        study,
        series,
        () -> {
          try (MemoryBudget.Share share = cache.share()) {
            return source.load(study, series, share, slices);
          }
        });
  }

  /** Puts into memory what a reading gives, unless it was forgotten meanwhile. */
  private LoadedSeries remembered(
      StudyUid study, SeriesUid series, Supplier<LoadedSeries> reading) {
    Reading going = new Reading(study, series);
    readings.add(going);
    try {
      LoadedSeries loaded = reading.get();
      synchronized (going) {
        if (!going.unwanted) {
          cache.put(series.value(), loaded);
        }
      }
      return loaded;
    } finally {
      readings.remove(going);
    }
  }

  /**
   * Lets go of the volumes of a study, also of those that are being read.
   *
   * @param series of the study, as far as they are known
   * @return how many were in memory
   */
  public int forget(String study, Set<String> series) {
    for (Reading going : readings) {
      synchronized (going) {
        going.unwanted |=
            going.study.value().equals(study) || series.contains(going.series.value());
      }
    }
    return cache.removeIf((uid, loaded) -> isOf(study, series, uid, loaded));
  }

  /** The series of a study whose volumes are in memory. */
  public Set<String> remembered(String study, Set<String> series) {
    return cache.find((uid, loaded) -> isOf(study, series, uid, loaded));
  }

  private static boolean isOf(String study, Set<String> series, String uid, LoadedSeries loaded) {
    return series.contains(uid)
        || loaded.commonAttributes().string(Tag.STUDY_INSTANCE_UID).equals(Optional.of(study));
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
