package io.deepgrow.app.connection;

/** What a connection is for: series come from a source, results go to a target. */
public enum ConnectionRole {
  SOURCE,
  TARGET,
  BOTH;

  public boolean isSource() {
    return this != TARGET;
  }

  public boolean isTarget() {
    return this != SOURCE;
  }
}
