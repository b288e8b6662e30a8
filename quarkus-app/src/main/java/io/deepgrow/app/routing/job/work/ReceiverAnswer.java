package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import java.time.Duration;

/** What the answer of a receiver means. */
final class ReceiverAnswer {

  private static final String SECONDS = "\\d{1,6}";

  private ReceiverAnswer() {}

  /**
   * Nothing, when the message was taken.
   *
   * @param retryAfter the header; empty where there is none, a date counts as none
   * @throws JobException {@code routing.receiver_refused}
   */
  static void require(String name, int status, String retryAfter) {
    if (status >= 200 && status < 300) {
      return;
    }
    String words = "Receiver " + name + " answers with HTTP " + status;
    if (!JobException.isPassing(status)) {
      throw JobException.permanent(JobCode.RECEIVER_REFUSED, words);
    }
    Duration wait =
        retryAfter.matches(SECONDS)
            ? Duration.ofSeconds(Long.parseLong(retryAfter))
            : Duration.ZERO;
    throw JobException.passing(JobCode.RECEIVER_REFUSED, words, wait);
  }
}
