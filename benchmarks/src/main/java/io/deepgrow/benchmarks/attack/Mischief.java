package io.deepgrow.benchmarks.attack;

/** How the PACS treats its callers for the time being. */
enum Mischief {
  /** As it should. */
  NONE,
  /** Takes requests and answers none. */
  HANG,
  /** Answers with garbage, cut off, a byte at a time, or without end. */
  POISON
}
