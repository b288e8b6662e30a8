package io.deepgrow.app.result;

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
   */
  record Later(String reason, boolean looked) implements Step {
    Later(String reason) {
      this(reason, false);
    }
  }
}
