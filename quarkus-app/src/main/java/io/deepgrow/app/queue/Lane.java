package io.deepgrow.app.queue;

/** Work that shares threads, in a table of its own, so that no lane waits for another. */
public enum Lane {
  /** Traffic with the PACS. */
  IO("queue_io"),
  /** Sweeps and other short work on the database. */
  LIGHT("queue_light"),
  /** Work of minutes that takes a processor. */
  LONG("queue_long"),
  /** Work on whole studies that nobody waits for: jobs of rules and orders. */
  BATCH("queue_batch");

  private final String table;

  Lane(String table) {
    this.table = table;
  }

  String table() {
    return table;
  }
}
