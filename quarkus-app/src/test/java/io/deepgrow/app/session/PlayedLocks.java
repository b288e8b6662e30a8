package io.deepgrow.app.session;

/** What tests of other features see of the locks of sessions. */
public final class PlayedLocks {

  private PlayedLocks() {}

  /** Sessions in which somebody works or waits. */
  public static int held(SessionLocks locks) {
    return locks.held();
  }
}
