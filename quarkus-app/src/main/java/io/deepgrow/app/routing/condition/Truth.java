package io.deepgrow.app.routing.condition;

/** What came of a condition: it holds, it does not, or that can't be told. */
public enum Truth {
  TRUE,
  FALSE,
  ERROR;

  static Truth of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /**
   * The outcome of a group. What can't be told counts only where the others leave it open (Kleene),
   * so that "none of these" never holds by a condition that failed.
   */
  static Truth join(Condition.Join join, Iterable<Truth> parts) {
    boolean error = false;
    for (Truth part : parts) {
      if (part == (join == Condition.Join.ALL ? FALSE : TRUE)) {
        return of(join == Condition.Join.ANY);
      }
      error |= part == ERROR;
    }
    return error ? ERROR : of(join != Condition.Join.ANY);
  }
}
