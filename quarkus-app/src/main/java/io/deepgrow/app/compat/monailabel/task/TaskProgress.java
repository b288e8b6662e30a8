package io.deepgrow.app.compat.monailabel.task;

/** What a piece of work in the background tells and asks while it goes on. */
interface TaskProgress {

  /** A line for whoever watches. */
  void say(String line);

  /** Whether the work shall end before its next step. */
  boolean isCanceled();
}
