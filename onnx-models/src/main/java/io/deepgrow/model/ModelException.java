package io.deepgrow.model;

import org.jspecify.annotations.Nullable;

/** A model cannot be read, loaded or run; the message names the model or file and the reason. */
public final class ModelException extends RuntimeException {

  private final ModelErrorCode code;

  public ModelException(ModelErrorCode code, String message) {
    this(code, message, null);
  }

  public ModelException(ModelErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ModelErrorCode code() {
    return code;
  }
}
