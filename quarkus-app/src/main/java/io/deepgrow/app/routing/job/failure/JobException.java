package io.deepgrow.app.routing.job.failure;

import java.time.Duration;

/** Why an attempt at a job failed, where no other exception of ours says so. */
public final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean passing;
  private final Duration atLeast;

  private JobException(String code, String message, boolean passing, Duration atLeast) {
    super(message);
    this.code = code;
    this.passing = passing;
    this.atLeast = atLeast;
  }

  /** As {@link #permanent(String, String)}, for a reason of ours. */
  public static JobException permanent(JobCode code, String message) {
    return permanent(code.code(), message);
  }

  /**
   * Trying again would not help.
   *
   * @param code stays the same over versions
   * @param message what is wrong and what to do, without patient data
   */
  public static JobException permanent(String code, String message) {
    return new JobException(code, message, false, Duration.ZERO);
  }

  /**
   * It may pass by itself.
   *
   * @param atLeast how long another has asked to be left alone; zero where it has not
   */
  public static JobException passing(JobCode code, String message, Duration atLeast) {
    return passing(code.code(), message, atLeast);
  }

  /** As the other, for a reason that has a code already. */
  public static JobException passing(String code, String message, Duration atLeast) {
    return new JobException(code, message, true, atLeast);
  }

  /** Whether an HTTP status may be another one later. */
  public static boolean isPassing(int status) {
    return JobFailure.isPassing(status);
  }

  String code() {
    return code;
  }

  boolean isPassing() {
    return passing;
  }

  Duration atLeast() {
    return atLeast;
  }
}
