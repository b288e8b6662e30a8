package io.deepgrow.app;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;

/** Tells what the service stands on being away from a fault of the service. */
public final class Outage {

  private static final int MOST_CAUSES = 12;

  private Outage() {}

  /** What is away, if that is the reason of a failure. */
  public static Optional<ErrorCode> of(Throwable failure) {
    Throwable cause = failure;
    for (int n = 0; cause != null && n < MOST_CAUSES; n++) {
      if (isDatabase(cause)) {
        return Optional.of(ErrorCode.UNAVAILABLE);
      }
      if (isDiskFull(cause)) {
        return Optional.of(ErrorCode.STORAGE_FULL);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Whether a request failed only because its client went away within the body. */
  static boolean isClientGone(Throwable failure) {
    Throwable cause = failure;
    for (int n = 0; cause != null && n < MOST_CAUSES; n++) {
      if (cause instanceof HttpClosedException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The kind of the innermost cause, without its text, which may name an object. */
  public static String cause(Throwable failure) {
    Throwable cause = failure;
    for (int n = 0; cause.getCause() != null && n < MOST_CAUSES; n++) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName();
  }

  /** Connection exceptions (class 08) and an operator's intervention (57), or no free one. */
  private static boolean isDatabase(Throwable cause) {
    if (cause instanceof SQLTransientConnectionException || cause instanceof ConnectException) {
      return true;
    }
    if (!(cause instanceof SQLException sql)) {
      return false;
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    String text = String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT);
    return state.startsWith("08")
        || state.startsWith("57P")
        || text.contains("acquisition timeout")
        || text.contains("connection has been closed")
        || text.contains("this connection is closed");
  }

  private static boolean isDiskFull(Throwable cause) {
    return cause instanceof IOException
        && String.valueOf(cause.getMessage()).contains("No space left");
  }
}
