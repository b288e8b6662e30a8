package io.deepgrow.app.routing.job;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.PacsClients;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a job may begin now: its kind is not paused, and its PACS is not to be left alone. */
@ApplicationScoped
class JobGate {

  /** Resuming has them looked at at once; this is the net. */
  static final Duration WHILE_PAUSED = Duration.ofMinutes(10);

  private final JobPauses pauses;
  private final PacsClients pacs;
  private final List<ActionWork> works;
  private final JobConfig config;
  private final Clock clock;

  JobGate(
      JobPauses pauses,
      PacsClients pacs,
      @All List<ActionWork> works,
      JobConfig config,
      Clock clock) {
    this.pauses = pauses;
    this.pacs = pacs;
    this.works = works;
    this.config = config;
    this.clock = clock;
  }

  /** When to look again at a job that may not begin now; empty when it may. */
  Optional<Instant> closedUntil(JobView job) {
    if (pauses.isPaused(job.kind())) {
      return Optional.of(clock.instant().plus(WHILE_PAUSED));
    }
    boolean callsPacs = works.stream().anyMatch(w -> w.kind() == job.kind() && w.callsPacs());
    return callsPacs && job.priority() < JobOrders.AT_ONCE ? quiet(job) : Optional.empty();
  }

  private Optional<Instant> quiet(JobView job) {
    try {
      return pacs.quietUntil(job.source());
    } catch (ApiException e) {
      // the job itself fails for the same reason, and says so
      return Optional.empty();
    }
  }

  /** How long a job may wait for what it needs before it is given up. */
  Duration longestWait() {
    return config.longestWait();
  }
}
