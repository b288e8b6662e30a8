package io.deepgrow.benchmarks.attack;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How far an attack is: its own side says that it is under way, the other that it is enough. */
final class Progress {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

  void underWay() {
    begun.countDown();
  }

  void awaitUnderWay() throws InterruptedException {
    begun.await();
  }

  void enough() {
    enough.countDown();
  }

  /** Whether the attack goes on, after a pause that ends early when it does not. */
  boolean goesOn(long pauseMillis) throws InterruptedException {
    return !enough.await(pauseMillis, TimeUnit.MILLISECONDS);
  }
}
