package io.deepgrow.app.account;

import java.io.Serial;

/** A key that was good once. */
public final class RefusedKeyException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String id;

  RefusedKeyException(String id, String reason) {
    super(reason);
    this.id = id;
  }

  /** The part of the key that anybody may read. */
  public String id() {
    return id;
  }
}
