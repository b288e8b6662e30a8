package io.deepgrow.app.result;

import java.time.Duration;

/** What one attempt came to. */
sealed interface Step {

  /** The PACS says it has the object. */
  record Stored() implements Step {}

  /** It was read back and is the same. */
  record Verified() implements Step {}

  /** Nothing more is tried. */
  record Rejected(String reason) implements Step {}

  /**
   * It is tried again, later each time.
   *
   * @param looked whether the PACS was reached and did not show the object as it should be
   * @param atLeast how long it waits, if not longer anyway
   */
  record Later(String reason, boolean looked, Duration atLeast) implements Step {
    Later(String reason, boolean looked) {
      this(reason, looked, Duration.ZERO);
    }

    Later(String reason) {
      this(reason, false);
    }
  }
}
