package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.job.ActionWork;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.RunningJob;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a series on the worklist. */
@ApplicationScoped
class AssignWork implements ActionWork {

  private final HandOver handOver;

  AssignWork(HandOver handOver) {
    this.handOver = handOver;
  }

  @Override
  public ActionKind kind() {
    return ActionKind.ASSIGN;
  }

  @Override
  public boolean callsPacs() {
    return false;
  }

  @Override
  public JobOutcome run(RunningJob job) {
    Assign assign = (Assign) job.view().action();
    return handOver.to(assign, job, "Ordered by " + job.view().orderedBy(), null);
  }
}
