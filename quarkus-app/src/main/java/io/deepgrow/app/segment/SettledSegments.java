package io.deepgrow.app.segment;

/** Tells whether the mask of a segment has caught up with its clicks. */
public interface SettledSegments {

  /**
   * Whether a segment's newest mask is the one of the clicks that count; joins the caller's
   * transaction.
   */
  boolean isSettled(SegmentSnapshot segment);
}
