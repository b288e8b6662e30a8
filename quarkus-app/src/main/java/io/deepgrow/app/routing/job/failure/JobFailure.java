package io.deepgrow.app.routing.job.failure;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Outage;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.model.ModelException;
import io.deepgrow.seg.SegException;
import io.deepgrow.series.SeriesException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Why an attempt at a job failed.
 *
 * @param code stays the same over versions
 * @param text what is wrong and what to do, without patient data
 * @param passing whether the same may succeed later without anybody changing anything
 * @param atLeast how long another has asked to be left alone; zero where it has not
 */
public record JobFailure(String code, String text, boolean passing, Duration atLeast) {

  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);
  private static final int SERVER_ERROR = 500;

  /** What an exception means. */
  public static JobFailure of(Throwable thrown) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String text = String.valueOf(failure.getMessage());
    if (failure instanceof JobException e) {
      return new JobFailure(e.code(), text, e.isPassing(), e.atLeast());
    }
    if (failure instanceof ApiException e) {
      return new JobFailure(
          e.code().code(),
          text,
          isPassing(e.code()),
          Duration.ofSeconds(e.code().retryAfterSeconds()));
    }
    if (failure instanceof DicomWebException e) {
      return new JobFailure(
          e.code(), text, e.status() == 0 || isPassing(e.status()), Duration.ZERO);
    }
    return permanentCode(failure)
        .map(code -> new JobFailure(code, text, false, Duration.ZERO))
        .orElseGet(() -> unexpected(failure));
  }

  private static Optional<String> permanentCode(Throwable failure) {
    if (failure instanceof SeriesException e) {
      return Optional.of(e.code());
    }
    if (failure instanceof DicomException e) {
      return Optional.of(e.code());
    }
    if (failure instanceof SegException e) {
      return Optional.of(e.code());
    }
    return failure instanceof ModelException e ? Optional.of(e.code().code()) : Optional.empty();
  }

  /** What nobody has thought of is tried again: its number of tries is bounded. */
  private static JobFailure unexpected(Throwable failure) {
    ErrorCode code = Outage.of(failure).orElse(ErrorCode.INTERNAL);
    return new JobFailure(
        code.code(), "The service failed; its log has the reason", true, Duration.ZERO);
  }

  /** Whether nobody has thought of it, so that the log has to have it. */
  public static boolean isUnexpected(Throwable thrown) {
    return of(thrown).code().equals(ErrorCode.INTERNAL.code());
  }

  /** Whether an HTTP status may be another one later. */
  static boolean isPassing(int status) {
    return status >= SERVER_ERROR || PASSING.contains(status);
  }

  private static boolean isPassing(ErrorCode code) {
    return code.isPassing()
        || code.retryAfterSeconds() > 0
        || code == ErrorCode.SESSION_LOADING
        || code == ErrorCode.STORAGE_FULL;
  }

  /** What a job waits for has not come in time. */
  public static JobFailure waitedTooLong(String reason) {
    return new JobFailure(
        JobCode.WAITED_TOO_LONG.code(),
        "Waited too long (deepgrow.routing.jobs.longest-wait): " + reason,
        false,
        Duration.ZERO);
  }

  /** The job was taken again and again by processes that ended during it. */
  public static JobFailure poison() {
    return new JobFailure(
        JobCode.POISON.code(),
        "The process ended twice while it ran; look for a core file or an error of memory before"
            + " retrying",
        false,
        Duration.ZERO);
  }
}
