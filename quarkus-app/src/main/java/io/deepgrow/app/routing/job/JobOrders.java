package io.deepgrow.app.routing.job;

import java.util.UUID;

/** Takes orders for jobs. */
public interface JobOrders {

  /** The priority of what is done at once, in quiet hours too. */
  int AT_ONCE = 9;

  /**
   * Orders a job in the transaction of its caller.
   *
   * @return its id; that of the job that is there already for the same series, content and action
   */
  UUID order(JobOrder order);
}
