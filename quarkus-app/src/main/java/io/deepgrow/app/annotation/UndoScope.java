package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.Arrays;

/** What undo and redo take back and bring again. */
enum UndoScope {
  /** Clicks only. */
  CLICKS,
  /** Clicks, and changes of the whole mask: cleared, put, edited. */
  ALL;

  /**
   * By its name.
   *
   * @throws ApiException {@code request.malformed}
   */
  static UndoScope of(String name) {
    return Arrays.stream(values())
        .filter(scope -> scope.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ApiException(ErrorCode.BAD_REQUEST, "scope is one of CLICKS, ALL"));
  }
}
