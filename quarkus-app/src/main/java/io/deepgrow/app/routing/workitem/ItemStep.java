package io.deepgrow.app.routing.workitem;

/** What can happen to a work item. */
enum ItemStep {
  /** It is ours, and its job is ordered. */
  CLAIM,
  /** Its work is done. */
  FINISH,
  /** Its work can't be done, or nobody wants it any more. */
  GIVE_UP,
  /** The worklist knows the end. */
  CONFIRM,
  /** It is somebody else's, or is no more. */
  LOSE
}
