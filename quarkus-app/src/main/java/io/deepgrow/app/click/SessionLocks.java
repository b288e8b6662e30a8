package io.deepgrow.app.click;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One thing at a time in a session, in the order of asking. */
@ApplicationScoped
public class SessionLocks {

  private static final int STRIPES = 64;

  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

  public SessionLocks() {
    for (int n = 0; n < STRIPES; n++) {
      locks[n] = new ReentrantLock(true);
    }
  }

  public <T> T inOrder(UUID session, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(session.hashCode(), STRIPES)];
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
