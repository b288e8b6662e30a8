package io.deepgrow.app.worklist;

/** How far a reading task is. */
public enum TaskState {
  /** Nobody has taken it. */
  OPEN,
  /** Somebody has taken it. */
  CLAIMED,
  /** Somebody marks. */
  STARTED,
  /** Its result is stored, and on its way to the PACS or to a reviewer. */
  SUBMITTED,
  /** A reviewer has given it back; it waits for who did it. */
  RETURNED,
  /** Its result is in the PACS, and accepted where that is asked for. */
  DONE,
  /** Nobody has to do it any more. */
  WITHDRAWN;

  /** Whether nothing follows. */
  public boolean isEnd() {
    return this == DONE || this == WITHDRAWN;
  }

  /** Whether somebody has it until a time. */
  public boolean isHeld() {
    return this == CLAIMED || this == STARTED;
  }
}
