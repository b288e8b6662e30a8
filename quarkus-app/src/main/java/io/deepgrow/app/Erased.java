package io.deepgrow.app;

import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import org.hibernate.StaleStateException;

/**
 * What a request works on was erased while it ran: rows are deleted by erasing only (and uploads by
 * their expiry), so whatever refers to a row that is no more comes too late.
 */
public final class Erased {

  private static final String DETAIL =
      "What this request works on has been erased meanwhile; open a new session";
  private static final String FOREIGN_KEY = "23503";
  private static final int MOST_CAUSES = 12;

  private Erased() {}

  /** The refusal of a request that finds what it works on gone. */
  public static ApiException meanwhile() {
    return new ApiException(ErrorCode.ERASED, DETAIL);
  }

  /** What a request throws that could not read a file: perhaps the file was erased meanwhile. */
  public static RuntimeException orFailed(IOException failure) {
    return failure instanceof NoSuchFileException ? meanwhile() : new UncheckedIOException(failure);
  }

  /** Whether something failed because it refers to what is no more. */
  static boolean isCauseOf(Throwable failure) {
    Throwable cause = failure;
    for (int n = 0; cause != null && n < MOST_CAUSES; n++) {
      if (isGone(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isGone(Throwable cause) {
    return cause instanceof OptimisticLockException
        || cause instanceof StaleStateException
        || (cause instanceof SQLException sql && FOREIGN_KEY.equals(sql.getSQLState()));
  }
}
