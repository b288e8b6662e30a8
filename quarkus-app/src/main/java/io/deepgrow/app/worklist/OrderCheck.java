package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.time.Instant;

/** Refuses orders for tasks that can't be. */
final class OrderCheck {

  private static final int HIGHEST = 9;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private OrderCheck() {}

  /**
   * Checks priority and time.
   *
   * @throws ApiException {@code request.malformed}
   */
  static void require(ReadingTask task) {
    if (task.priority < 1 || task.priority > HIGHEST) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "priority is 1 (can wait) to " + HIGHEST + " (at once)");
    }
    Instant due = task.due;
    if (due != null && (due.isBefore(Instant.EPOCH) || due.isAfter(LAST))) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "due is a time between 1970 and 9999");
    }
  }
}
