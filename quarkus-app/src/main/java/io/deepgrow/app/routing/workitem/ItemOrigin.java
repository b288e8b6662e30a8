package io.deepgrow.app.routing.workitem;

/** How a work item came to us. */
public enum ItemOrigin {
  /** Found on the worklist of a PACS, which is told of every step. */
  PULLED,
  /** Sent to us, where whoever sent it looks at it. */
  PUSHED
}
