package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has this replica's training run made: one at a time, watched, and ended with the service. What an
 * earlier service left behind is ended at the start; runs of replicas that are gone are given up.
 */
@ApplicationScoped
class Trainer {

  private static final Logger LOG = Logger.getLogger(Trainer.class);
  private static final Duration LOST_AFTER = Duration.ofMinutes(1);
  static final String SERVICE_ENDED =
      "The service that ran it has ended; start it anew, or go on by hand with deepgrow train"
          + " --resume";

  private final RunRows rows;
  private final RunFolders folders;
  private final TrainingData data;
  private final TrainConfig config;
  private final String host;
  private final Role role;
  private @Nullable ActiveRun active;
  private boolean ending;

  Trainer(
      RunRows rows, RunFolders folders, TrainingData data, TrainConfig config, DeepgrowConfig all) {
    this.rows = rows;
    this.folders = folders;
    this.data = data;
    this.config = config;
    this.host = folders.host();
    this.role = all.role();
  }

  /** By which a service on this machine knows its runs again after a restart. */
  String host() {
    return host;
  }

  /** Ends processes that an earlier service on this machine left behind. */
  void begin(@Observes @Nullable StartupEvent event) {
    for (RunRows.Orphan orphan : QuarkusTransaction.requiringNew().call(() -> rows.of(host))) {
      Instant started = orphan.started();
      if (started != null && TrainingProcess.endOrphan(orphan.pid(), started)) {
        LOG.warnf("training run %s was left behind and is ended", orphan.id());
      }
      finish(orphan.id(), RunState.FAILED, SERVICE_ENDED);
    }
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    watch();
    QuarkusTransaction.requiringNew()
        .call(() -> rows.lost(LOST_AFTER))
        .forEach(id -> finish(id, RunState.FAILED, SERVICE_ENDED));
  }

  /** Looks at the run that goes on here, and begins one where none does. */
  synchronized void watch() {
    ActiveRun run = active;
    if (run != null && observed(run)) {
      return;
    }
    active = null;
    if (!ending && role.runsLanes()) {
      Optional<RunView> next = QuarkusTransaction.requiringNew().call(() -> rows.claim(host));
      next.ifPresent(this::start);
    }
  }

  private void start(RunView run) {
    LOG.infof("training run %s begins", run.id());
    active = ActiveRun.start(run, folders, config, this::prepare);
  }

  private Path prepare(RunView run) {
    try {
      Path folder = data.prepare(run.dataKind(), run.data(), folders.data(run.id()));
      String sha256 = DataHash.of(folder);
      QuarkusTransaction.requiringNew().run(() -> rows.prepared(run.id(), sha256));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes down how a run is; whether it goes on. */
  private boolean observed(ActiveRun run) {
    UUID id = run.id();
    Optional<TrainingProcess> process = run.process();
    process
        .filter(p -> run.isNew())
        .ifPresent(
            p ->
                QuarkusTransaction.requiringNew()
                    .run(() -> rows.process(id, p.pid(), p.started())));
    boolean over = run.isOver();
    RunProgress progress = RunProgress.read(folders.log(id));
    RunCurves curves = RunCurves.read(folders.run(id));
    boolean goesOn = QuarkusTransaction.requiringNew().call(() -> rows.seen(id, progress, curves));
    if (!over && goesOn) {
      return true;
    }
    if (!over) {
      run.end();
      finish(id, RunState.CANCELLED, null);
    } else {
      Optional<String> failure = run.failure();
      finish(id, failure.isEmpty() ? RunState.DONE : RunState.FAILED, failure.orElse(null));
    }
    return false;
  }

  private void finish(UUID id, RunState state, @Nullable String failure) {
    boolean ended = QuarkusTransaction.requiringNew().call(() -> rows.end(id, state, failure));
    folders.deleteData(id);
    if (ended) {
      LOG.infof("training run %s is %s", id, state);
    }
  }

  /** Ends a run, if it goes on here. */
  synchronized void cancel(UUID id) {
    ActiveRun run = active;
    if (run != null && run.id().equals(id)) {
      run.end();
      finish(id, RunState.CANCELLED, null);
      active = null;
    }
  }

  /**
   * Refuses to promise what there is no command for.
   *
   * @throws ApiException {@code request.not_served}, with how to get it
   */
  void requireCommand() {
    folders.requireCommand();
  }

  /** Ends the run that goes on here, while there still is a database to say so in. */
  synchronized void stop(@Observes ShutdownEvent event) {
    ending = true;
    ActiveRun run = active;
    if (run != null) {
      run.end();
      finish(run.id(), RunState.FAILED, SERVICE_ENDED);
      active = null;
    }
  }
}
