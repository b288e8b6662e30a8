package io.deepgrow.app.session;

/** Where a session is in its life. */
public enum SessionState {
  LOADING,
  READY,
  FAILED,
  CLOSED
}
