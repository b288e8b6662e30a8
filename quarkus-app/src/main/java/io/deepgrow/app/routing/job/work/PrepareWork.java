package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.ActionWork;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Loads a series, which its geometry has to allow: whoever opens it next does not wait. */
@ApplicationScoped
class PrepareWork implements ActionWork {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SeriesSupply supply;

  PrepareWork(SeriesSupply supply) {
    this.supply = supply;
  }

  @Override
  public ActionKind kind() {
    return ActionKind.PREPARE;
  }

  @Override
  public boolean callsPacs() {
    return true;
  }

  @Override
  public JobOutcome run(RunningJob job) {
    LoadedSeries series = supply.now(job.view().seriesKey(), PATIENCE);
    return new JobOutcome.Done(job.outputs().withSlices(series.volume().size().k()));
  }
}
