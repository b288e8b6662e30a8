package io.deepgrow.app.compat.monailabel.task;

/** How a task in the background stands. */
enum TaskState {
  RUNNING,
  DONE,
  ERROR,
  CANCELED
}
