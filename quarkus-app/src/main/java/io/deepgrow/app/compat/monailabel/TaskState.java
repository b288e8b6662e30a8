package io.deepgrow.app.compat.monailabel;

/** How a task in the background stands. */
enum TaskState {
  RUNNING,
  DONE,
  ERROR,
  CANCELED
}
