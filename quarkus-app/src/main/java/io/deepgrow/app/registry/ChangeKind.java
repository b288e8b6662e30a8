package io.deepgrow.app.registry;

/** What is done about which version answers. */
public enum ChangeKind {
  /** The service was started with a model of that name. */
  START,
  ACTIVATE,
  ROLL_BACK,
  CANARY,
  STOP_CANARY
}
