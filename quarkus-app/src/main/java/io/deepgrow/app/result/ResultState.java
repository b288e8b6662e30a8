package io.deepgrow.app.result;

/** How far a result is on its way to the PACS. */
public enum ResultState {
  /** Committed here; not yet known to be in the PACS. */
  PENDING,
  /** The PACS says it has it. */
  STORED,
  /** Read back from the PACS and equal. */
  VERIFIED,
  /** The PACS does not want it, or gave back something else. */
  REJECTED,
  /** Committed here, and not sent before somebody has accepted it. */
  AWAITING_REVIEW,
  /** Not accepted, and so never sent. */
  WITHHELD
}
