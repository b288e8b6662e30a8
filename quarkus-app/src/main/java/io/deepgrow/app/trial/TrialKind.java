package io.deepgrow.app.trial;

/** What a version is tried on. */
public enum TrialKind {
  /** The generated CT whose organs are known, with simulated clicks. */
  PHANTOM,
  /** The clicks of a session, against the masks that it has. */
  SESSION
}
