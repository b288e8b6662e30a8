package io.deepgrow.app.series;

import com.github.benmanes.caffeine.cache.Ticker;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Unawaited;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.Volume;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The series of sessions and images: from memory, or loaded in the background, each at most once at
 * a time whoever wants it.
 */
@ApplicationScoped
public class SeriesSupply {

  /** How far a series is; total 0 while unknown. */
  public record SliceCount(int done, int total) {}

  private static final int MOST_WAITING = 1000;

  private final SeriesSources sources;
  private final SeriesMemory memory;
  private final Duration limit;
  private final ExecutorService loaders;
  private final ScheduledExecutorService clock;
  private final Map<SeriesKey, Reading> readings = new ConcurrentHashMap<>();

  @Inject
  SeriesSupply(SeriesSources sources, DeepgrowConfig config, MeterRegistry meters) {
    this(
        sources,
        new SeriesMemory(
            config.sessions().volumeCacheBytes(),
            (long) (config.sessions().volumeShareOfHeap() * Runtime.getRuntime().maxMemory()),
            config.sessions().volumeIdle(),
            Ticker.systemTicker()),
        config.sessions().loaders(),
        config.sessions().loadTimeout());
    CaffeineCacheMetrics.monitor(meters, memory.cache(), "series");
    Gauge.builder("deepgrow.volumes.bytes", memory, SeriesMemory::bytes)
        .description("Volumes in memory")
        .baseUnit("bytes")
        .register(meters);
  }

  SeriesSupply(SeriesSources sources, SeriesMemory memory, int loaders, Duration limit) {
    this.sources = sources;
    this.memory = memory;
    this.limit = limit;
    this.loaders =
        new ThreadPoolExecutor(
            loaders,
            loaders,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            named("series-loader"));
    this.clock = Executors.newSingleThreadScheduledExecutor(named("series-time-limit"));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The series, from memory or on its way. */
  public CompletableFuture<LoadedSeries> load(SeriesKey key) {
    return load(key, null);
  }

  private CompletableFuture<LoadedSeries> load(SeriesKey key, @Nullable UUID who) {
    CompletableFuture<LoadedSeries> coming = memory.get(key, () -> start(key));
    Reading reading = readings.get(key);
    if (reading != null) {
      reading.join(who);
    }
    return coming;
  }

  /**
   * The series for a session that begins: loaded, or from memory under the patient and study that
   * the PACS names now.
   *
   * @param session which may {@link #abandon} it
   */
  public CompletableFuture<LoadedSeries> open(SeriesKey key, UUID session) {
    Optional<LoadedSeries> known = memory.find(key);
    if (known.isEmpty()) {
      return load(key, session);
    }
    CompletableFuture<LoadedSeries> today = new CompletableFuture<>();
    background(today, () -> today.complete(today(key, known.get())));
    return today;
  }

  private LoadedSeries today(SeriesKey key, LoadedSeries known) {
    LoadedSeries today = sources.of(key).today(known, key);
    memory.replace(key, known, today);
    return today;
  }

  private CompletableFuture<LoadedSeries> start(SeriesKey key) {
    Reading reading = new Reading();
    readings.put(key, reading);
    CompletableFuture<LoadedSeries> result = reading.result;
    Unawaited.logged(
        result.handle((loaded, failure) -> readings.remove(key, reading)), "forgetting a reading");
    background(result, () -> read(key, reading))
        .ifPresent(
            work -> {
              reading.runs(work);
              var alarm =
                  clock.schedule(
                      () -> reading.stop(tooSlow()), limit.toMillis(), TimeUnit.MILLISECONDS);
              Unawaited.logged(
                  result.handle((loaded, failure) -> alarm.cancel(false)), "ending a time limit");
            });
    return result;
  }

  private ApiException tooSlow() {
    return new ApiException(
        ErrorCode.PACS_TIMEOUT,
        "The series was not loaded within "
            + limit.toSeconds()
            + " seconds (deepgrow.sessions.load-timeout)");
  }

  private Optional<Future<?>> background(CompletableFuture<LoadedSeries> result, Runnable work) {
    try {
      return Optional.of(
          loaders.submit(
              () -> {
                try {
                  work.run();
                } catch (RuntimeException | Error e) {
                  result.completeExceptionally(e);
                }
              }));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new ApiException(
              loaders.isShutdown() ? ErrorCode.UNAVAILABLE : ErrorCode.BUSY,
              "Too many series wait to be loaded; try again later"));
      return Optional.empty();
    }
  }

  private void read(SeriesKey key, Reading reading) {
    LoadedSeries loaded;
    try (MemoryBudget.Share share = memory.share()) {
      loaded = sources.of(key).load(key, share, reading::slices);
    }
    memory.budget().hold(loaded.volume());
    if (reading.result.complete(loaded)) {
      memory.trim(key);
    } else {
      // stopped meanwhile
      memory.budget().release(loaded.volume());
    }
  }

  /**
   * The series, waited for.
   *
   * @throws ApiException {@code service.busy} when it is still on its way after that time
   * @throws RuntimeException of its source
   */
  public LoadedSeries now(SeriesKey key, Duration atMost) {
    try {
      return load(key).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("A series could not be loaded", e.getCause());
    } catch (TimeoutException e) {
      throw new ApiException(ErrorCode.BUSY, "The series is being loaded; send the request again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.UNAVAILABLE, "The service is stopping");
    }
  }

  /** A session no longer waits for its series; reading ends when nobody else does. */
  public void abandon(SeriesKey key, UUID session) {
    Reading reading = readings.get(key);
    if (reading != null && reading.leave(session)) {
      reading.stop(
          new ApiException(ErrorCode.UNAVAILABLE, "Nobody waited for the series any more"));
    }
  }

  /** The series, if it is in memory; asking does not keep it there. */
  public Optional<LoadedSeries> peek(SeriesKey key) {
    return memory.peek(key);
  }

  /** Ends the use of a volume. */
  @FunctionalInterface
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Counts a volume as long as work goes on in it, whether it stays in memory for others or not.
   */
  public Use use(Volume volume) {
    memory.budget().hold(volume);
    return () -> memory.budget().release(volume);
  }

  /** Lets go of a series. */
  public void forget(SeriesKey key) {
    memory.forget((known, loaded) -> known.equals(key));
  }

  /**
   * Lets go of the volumes of a study, also of those that are being read.
   *
   * @param series of the study, as far as they are known
   * @return how many were in memory
   */
  public int forget(String study, Set<String> series) {
    return memory.forget((key, loaded) -> isOf(study, series, key, loaded)).size();
  }

  /** The series of a study whose volumes are in memory. */
  public Set<String> remembered(String study, Set<String> series) {
    List<SeriesKey> those = memory.those((key, loaded) -> isOf(study, series, key, loaded));
    Set<String> uids = new TreeSet<>();
    those.forEach(key -> uids.add(key.series().value()));
    return uids;
  }

  private static boolean isOf(
      String study, Set<String> series, SeriesKey key, @Nullable LoadedSeries loaded) {
    return key.study().value().equals(study)
        || series.contains(key.series().value())
        || (loaded != null
            && loaded.commonAttributes().string(Tag.STUDY_INSTANCE_UID).equals(Optional.of(study)));
  }

  /** How many slices of a series that is being read have come. */
  public SliceCount progress(SeriesKey key) {
    Reading reading = readings.get(key);
    return reading == null ? new SliceCount(0, 0) : reading.slices();
  }

  @PreDestroy
  void stop() {
    loaders.shutdownNow();
    clock.shutdownNow();
  }
}
