package io.deepgrow.app.registry;

/** How far a change is. */
public enum ChangeState {
  /** A second person has to approve it. */
  REQUESTED,
  DONE,
  WITHDRAWN
}
