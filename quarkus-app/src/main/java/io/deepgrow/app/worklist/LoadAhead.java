package io.deepgrow.app.worklist;

import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Loads the series of the task that probably comes next while somebody is at another one; a few at
 * a time, and what fails is loaded when it is opened.
 */
@ApplicationScoped
class LoadAhead {

  private static final Logger LOG = Logger.getLogger(LoadAhead.class);
  private static final int MOST = 2;

  private final TaskList tasks;
  private final SeriesSupply supply;
  private final WorklistConfig config;
  private final AtomicInteger loading = new AtomicInteger();

  LoadAhead(TaskList tasks, SeriesSupply supply, WorklistConfig config) {
    this.tasks = tasks;
    this.supply = supply;
    this.config = config;
  }

  /** Somebody has just taken a task; the next one may be theirs soon. */
  void afterClaim() {
    if (!config.loadAhead() || loading.get() >= MOST) {
      return;
    }
    try {
      tasks.likelyNext().ifPresent(this::load);
    } catch (RuntimeException e) {
      // what was done for the caller is done
      LOG.warnf("no series is loaded ahead: %s", e.getClass());
    }
  }

  private void load(ReadingTask task) {
    SeriesKey series =
        new SeriesKey(
            task.connection(), new StudyUid(task.studyUid), new SeriesUid(task.seriesUid));
    if (supply.peek(series).isPresent()) {
      return;
    }
    if (loading.incrementAndGet() > MOST) {
      loading.decrementAndGet();
      return;
    }
    var unused =
        supply
            .load(series)
            .whenComplete(
                (loaded, failure) -> {
                  loading.decrementAndGet();
                  if (failure != null) {
                    LOG.debugf("a series was not loaded ahead: %s", failure.getClass());
                  }
                });
  }
}
