package io.deepgrow.benchmarks.attack;

import java.io.IOException;

/** One way to harm the service, tried while others click. */
interface Attack {

  /** A few words for the table. */
  String name();

  /**
   * Attacks until it is told that enough clicks were measured, then takes everything back.
   *
   * @param progress told as soon as the attack is under way
   */
  void run(Tally tally, Progress progress) throws IOException, InterruptedException;

  /** Why it can't be tried on this machine; empty when it can. */
  default String leftOutBecause() {
    return "";
  }
}
