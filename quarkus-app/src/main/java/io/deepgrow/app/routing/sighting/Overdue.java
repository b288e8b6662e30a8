package io.deepgrow.app.routing.sighting;

/** What becomes of a study that still changes after the longest wait. */
public enum Overdue {
  /** The rules decide on what there is. */
  PROCEED,
  /** Nothing, until somebody has looked. */
  HOLD
}
