package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The one place in the queue of the network that all jobs of a replica share. The network takes
 * predictions in the order in which they come, so a click waits for one of a job's at most, however
 * many jobs there are.
 */
@ApplicationScoped
class BatchNetwork {

  private final Semaphore place = new Semaphore(1, true);

  /**
   * Does what runs the network once, when no other job does.
   *
   * @throws ApiException {@code service.unavailable} when the service stops
   */
  <T> T once(Supplier<T> prediction) {
    try {
      place.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(ErrorCode.UNAVAILABLE, "The service is stopping");
    }
    try {
      return prediction.get();
    } finally {
      place.release();
    }
  }
}
