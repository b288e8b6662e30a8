package io.deepgrow.app.session;

/** How far the review of a result is. */
public enum ReviewState {
  /** Somebody has to look at it. */
  AWAITED,
  /** It is good. */
  ACCEPTED,
  /** It has to be corrected by who made it. */
  RETURNED,
  /** Another result of the same session has taken its place. */
  SUPERSEDED
}
