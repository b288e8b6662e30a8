package io.deepgrow.app.routing.job.failure;

import java.util.Arrays;
import java.util.Optional;

/** Why jobs fail, beside the errors of what they use; each code stays the same over versions. */
public enum JobCode {
  POISON("routing.poison", "The process ended twice while the job ran"),
  WAITED_TOO_LONG("routing.waited_too_long", "What the job needs has not come in time"),
  LOW_CONFIDENCE("routing.low_confidence", "The network is not sure, and nobody gets the case"),
  NO_BODY("routing.no_body", "No body was found in the series"),
  SEED_OUTSIDE("routing.seed_outside", "The place of the first click lies outside of the series"),
  PRIOR_NOT_FOUND("routing.prior_not_found", "The patient has no earlier Segmentation of it"),
  PRIOR_NOT_ALIGNED("routing.prior_not_aligned", "The earlier Segmentation has other coordinates"),
  NO_SEED("routing.no_seed", "No work item says where to click"),
  SESSIONS_USED_UP("routing.sessions_used_up", "All sessions of the job were closed"),
  NOT_USABLE("routing.not_usable", "The action names what is not there any more"),
  COPY_REFUSED("routing.copy_refused", "The other PACS does not take the object"),
  COPY_DIFFERS("routing.copy_differs", "The other PACS gave back something else"),
  RECEIVER_UNKNOWN("routing.receiver_unknown", "No receiver of that name is configured"),
  RECEIVER_REFUSED("routing.receiver_refused", "The receiver refuses the message"),
  RECEIVER_UNREACHABLE("routing.receiver_unreachable", "The receiver does not answer");

  private final String code;
  private final String words;

  JobCode(String code, String words) {
    this.code = code;
    this.words = words;
  }

  public String code() {
    return code;
  }

  /** The same in words. */
  public String words() {
    return words;
  }

  /** The code of this text, if it is one of these. */
  public static Optional<JobCode> of(String code) {
    return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
  }
}
