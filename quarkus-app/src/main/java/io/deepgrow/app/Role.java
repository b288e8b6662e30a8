package io.deepgrow.app;

/** What a process of the service is there for. */
public enum Role {
  /** Answers callers and works in the background. */
  ALL,
  /** Answers callers; the work that it puts into lanes is done by others. */
  API,
  /** Works in the background, and answers who watches it only. */
  WORKER,
  /** Brings the database's schema to this release, and ends. */
  MIGRATE;

  /** Whether work in the background is done here. */
  public boolean runsLanes() {
    return this == ALL || this == WORKER;
  }

  /** Whether callers are answered here, beyond health and metrics. */
  public boolean answersCallers() {
    return this == ALL || this == API;
  }
}
