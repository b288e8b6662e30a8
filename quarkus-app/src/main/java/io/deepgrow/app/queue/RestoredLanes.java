package io.deepgrow.app.queue;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Puts rows that are not at their end back into lanes that have lost them. */
@ApplicationScoped
class RestoredLanes implements RecurringWork {

  private static final Logger LOG = Logger.getLogger(RestoredLanes.class);
  private static final Kind KIND = new Kind("restore-lanes", Lane.LIGHT);

  private final List<QueuedWork> all;
  private final WorkQueue queue;

  RestoredLanes(@All List<QueuedWork> all, WorkQueue queue) {
    this.all = all;
    this.queue = queue;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  @Override
  public void run() {
    for (QueuedWork work : all) {
      int restored = queue.restore(work.kind(), work.open());
      if (restored > 0) {
        LOG.warnf("%d rows of kind %s were not in their lane", restored, work.kind().name());
      }
    }
  }
}
