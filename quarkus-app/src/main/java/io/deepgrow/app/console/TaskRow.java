package io.deepgrow.app.console;

import io.deepgrow.app.worklist.ReadingTaskView;
import io.deepgrow.app.worklist.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading task as pages show it.
 *
 * @param project the name of its project, or empty
 * @param viewer where the viewer opens it, or empty
 * @param now when the page was made
 */
record TaskRow(ReadingTaskView task, String project, String viewer, Instant now) {

  private static final int DAY = 24;

  /** How long it has been on the list. */
  public String age() {
    return words(Duration.between(task.createdAt(), now));
  }

  /** Until when it is due, from now, or how long that is past; empty for no time. */
  public String due() {
    Instant due = task.due();
    if (due == null) {
      return "";
    }
    return late()
        ? words(Duration.between(due, now)) + " late"
        : "in " + words(Duration.between(now, due));
  }

  /** Whether it should have been done by now. */
  public boolean late() {
    Instant due = task.due();
    return due != null && !task.state().isEnd() && due.isBefore(now);
  }

  /** How many of the structures are marked. */
  public String progress() {
    int all = task.structures().size();
    return all == 0 ? "any" : task.marked().size() + " of " + all;
  }

  /** Whether somebody has it until a time, and that is the reader. */
  public boolean held() {
    return task.mine() && task.state().isHeld();
  }

  /** Whether the reader can go on with it in the viewer. */
  public boolean opens() {
    return !viewer.isEmpty() && (held() || (task.mine() && task.state() == TaskState.SUBMITTED));
  }

  /** Who has it, or alone gets it, as far as the reader may know. */
  public String who() {
    if (task.mine()) {
      return "you";
    }
    String holder = task.holder();
    if (holder != null) {
      return holder;
    }
    return task.state() == TaskState.OPEN ? reserved(task.account()) : "somebody else";
  }

  private static String reserved(@Nullable String account) {
    return account == null ? "nobody yet" : "for " + account;
  }

  private static String words(Duration time) {
    long hours = time.toHours();
    if (hours >= 2 * DAY) {
      return hours / DAY + " days";
    }
    return hours >= 1 ? hours + " h" : Math.max(0, time.toMinutes()) + " min";
  }
}
