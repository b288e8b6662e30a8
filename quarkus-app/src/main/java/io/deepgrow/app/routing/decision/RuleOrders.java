package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.job.JobOrders;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Orders what a rule has done, in the transaction of its caller. */
@ApplicationScoped
public class RuleOrders {

  private final JobOrders jobs;

  public RuleOrders(JobOrders jobs) {
    this.jobs = jobs;
  }

  /** Orders jobs; which they are. */
  public List<DecisionView.OrderedJob> order(List<JobOrder> orders) {
    List<DecisionView.OrderedJob> ordered = new ArrayList<>();
    for (JobOrder order : orders) {
      UUID job = jobs.order(order);
      ordered.add(
          new DecisionView.OrderedJob(job, order.action().kind().name(), order.seriesUid()));
    }
    return ordered;
  }
}
