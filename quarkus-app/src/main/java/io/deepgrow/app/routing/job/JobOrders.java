package io.deepgrow.app.routing.job;

import java.util.UUID;

/** Takes orders for jobs. */
public interface JobOrders {

  /**
   * Orders a job in the transaction of its caller.
   *
   * @return its id; that of the job that is there already for the same series, content and action
   */
  UUID order(JobOrder order);
}
