package io.deepgrow.app.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.stats.StatsRegistryAdapter;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.agroal.api.AgroalDataSource;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.Role;
import io.deepgrow.app.signal.SignalListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The lanes of this replica: takes what is due and has it done. They begin once everything else has
 * started, and end with the service.
 */
@ApplicationScoped
class Lanes implements SignalListener {

  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED = 6;
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

  /** A lane looks for more as soon as one of its threads is free. */
  private static final double ONE_FREE = 0.999;

  private final List<QueuedWork> queued;
  private final List<RecurringWork> recurring;
  private final AgroalDataSource database;
  private final QueueConfig config;
  private final int senders;
  private final Role role;
  private final MeterRegistry meters;
  private final OutageFilter outages = new OutageFilter();
  private final Map<Lane, Scheduler> running = new ConcurrentHashMap<>();

  Lanes(
      @All List<QueuedWork> queued,
      @All List<RecurringWork> recurring,
      AgroalDataSource database,
      QueueConfig config,
      DeepgrowConfig all,
      MeterRegistry meters) {
    this.queued = queued;
    this.recurring = recurring;
    this.database = database;
    this.config = config;
    this.senders = all.results().senders();
    this.role = all.role();
    this.meters = meters;
  }

  void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    if (!role.runsLanes()) {
      return;
    }
    outages.begin();
    for (Lane lane : Lane.values()) {
      Scheduler scheduler = scheduler(lane);
      running.put(lane, scheduler);
      scheduler.start();
    }
  }

  private Scheduler scheduler(Lane lane) {
    List<Task<?>> tasks =
        queued.stream().filter(w -> w.kind().lane() == lane).<Task<?>>map(LaneTasks::of).toList();
    List<RecurringTask<Void>> repeated = repeated(lane);
    return Scheduler.create(database, tasks)
        .startTasks(repeated)
        .tableName(lane.table())
        .schedulerName(new SchedulerName.Fixed(name()))
        .threads(threads(lane))
        .pollingInterval(config.poll())
        .pollUsingLockAndFetch(ONE_FREE, 1.0)
        .enablePriority()
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED)
        .shutdownMaxWait(PATIENCE_AT_END)
        .serializer(new NoData())
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .failureLogging(LogLevel.OFF, false)
        .addSchedulerListener(
            new StatsRegistryAdapter(new MicrometerStatsRegistry(meters, List.of())))
        .build();
  }

  private int threads(Lane lane) {
    return switch (lane) {
      case IO -> senders;
      case LIGHT -> config.lightThreads();
      case LONG -> 1;
      case BATCH -> config.batchThreads();
    };
  }

  private List<RecurringTask<Void>> repeated(Lane lane) {
    return recurring.stream().filter(w -> w.kind().lane() == lane).map(LaneTasks::of).toList();
  }

  /** Tells who reads the table which process has a row. */
  private static String name() {
    String host = System.getenv().getOrDefault("HOSTNAME", "replica");
    return host.substring(0, Math.min(30, host.length())) + "/" + ProcessHandle.current().pid();
  }

  /** What recurs is in its lane even after the table was emptied, or was away at the start. */
  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void restoreRecurring() {
    running.forEach(
        (lane, scheduler) ->
            repeated(lane)
                .forEach(
                    task ->
                        scheduler.scheduleIfNotExists(
                            task.instance(RecurringTask.INSTANCE), Instant.now())));
  }

  @Override
  public String channel() {
    return WorkQueue.CHANNEL;
  }

  @Override
  public void heard(String lane) {
    Scheduler scheduler = running.get(Lane.valueOf(lane));
    if (scheduler != null) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  void end(@Observes ShutdownEvent event) {
    CompletableFuture<?>[] ends =
        running.values().stream()
            .map(scheduler -> CompletableFuture.runAsync(scheduler::stop))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
    running.clear();
    outages.end();
    LOG.debug("the lanes have ended");
  }
}
