package io.deepgrow.app.worklist;

/** Where reading tasks are handed in. */
public interface ReadingTaskDesk {

  /** Puts a task on the list, in the transaction of its caller. */
  void open(NewReadingTask task);
}
