package io.deepgrow.app.project;

/** Which results of a project somebody looks at, and when; the later one is the stricter. */
public enum ReviewPolicy {
  /** None. */
  NONE,
  /** All, once they are sent; what is accepted is stored again with the reviewer's name. */
  AFTER_SENDING,
  /** Some of a hundred, which are sent once they are accepted; the others at once. */
  SAMPLE,
  /** All; nothing is sent before it is accepted. */
  BEFORE_SENDING
}
