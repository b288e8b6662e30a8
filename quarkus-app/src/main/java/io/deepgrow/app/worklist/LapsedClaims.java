package io.deepgrow.app.worklist;

import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Puts tasks back on the list of whose holders nothing was heard for too long. */
@ApplicationScoped
class LapsedClaims implements RecurringWork {

  private static final Kind KIND = new Kind("reading-task-claims", Lane.LIGHT);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final int LOOKS = 4;

  private final TaskClaims claims;
  private final WorklistConfig config;

  LapsedClaims(TaskClaims claims, WorklistConfig config) {
    this.claims = claims;
    this.config = config;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return every(config.claim());
  }

  static Duration every(Duration claim) {
    Duration some = claim.dividedBy(LOOKS);
    Duration most = some.compareTo(MOST) > 0 ? MOST : some;
    return most.compareTo(LEAST) < 0 ? LEAST : most;
  }

  @Override
  public void run() {
    claims.lapse();
  }
}
