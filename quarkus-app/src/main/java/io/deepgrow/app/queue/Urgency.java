package io.deepgrow.app.queue;

import com.github.kagkarlsson.scheduler.task.Priority;

/** What goes first among all that is due in a lane. */
public enum Urgency {
  /** Somebody waits for it. */
  FIRST(Priority.HIGH),
  USUAL(Priority.MEDIUM),
  LAST(Priority.LOW);

  private final int priority;

  Urgency(int priority) {
    this.priority = priority;
  }

  int priority() {
    return priority;
  }
}
