package io.deepgrow.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Something the user can put right: printed as one sentence, without a stack trace. */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  public UserError(String message, Throwable cause) {
    super(message, cause);
  }

  /** Refuses a path that names no file. */
  public static void unlessFile(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UserError("There is no file " + path);
    }
  }
}
