package io.deepgrow.app.result;

/** What one attempt came to. */
sealed interface Step {

  /** The state of the result from now on. */
  ResultState after(ResultState before);

  /** The PACS says it has the object. */
  record Stored() implements Step {
    @Override
    public ResultState after(ResultState before) {
      return ResultState.STORED;
    }
  }

  /** It was read back and is the same. */
  record Verified() implements Step {
    @Override
    public ResultState after(ResultState before) {
      return ResultState.VERIFIED;
    }
  }

  /** Nothing more is tried. */
  record Rejected(String reason) implements Step {
    @Override
    public ResultState after(ResultState before) {
      return ResultState.REJECTED;
    }
  }

  /**
   * It is tried again, later each time.
   *
   * @param looked whether the PACS was reached and did not show the object as it should be
   */
  record Later(String reason, boolean looked) implements Step {
    Later(String reason) {
      this(reason, false);
    }

    @Override
    public ResultState after(ResultState before) {
      return before;
    }
  }
}
