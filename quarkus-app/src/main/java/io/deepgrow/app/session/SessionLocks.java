package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Does one thing at a time in a session, in the order of arrival; sessions do not wait for each
 * other, and no session takes all threads.
 */
@ApplicationScoped
public class SessionLocks {

  private static final int MOST_WAITING = 32;

  private static final class Turn {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }

  private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

  /**
   * Does work when those before it are done.
   *
   * @throws ApiException {@code service.busy} when too many wait in this session
   */
  public <T> T inOrder(UUID session, Supplier<T> work) {
    Turn turn = turns.compute(session, (id, known) -> join(known));
    turn.lock.lock();
    try {
      return work.get();
    } finally {
      turn.lock.unlock();
      turns.computeIfPresent(session, (id, known) -> --known.users == 0 ? null : known);
    }
  }

  private static Turn join(@org.jspecify.annotations.Nullable Turn known) {
    Turn turn = known == null ? new Turn() : known;
    if (turn.users >= MOST_WAITING) {
      throw new ApiException(
          ErrorCode.BUSY, "Too many requests wait in this session; send this one again");
    }
    turn.users++;
    return turn;
  }

  int held() {
    return turns.size();
  }
}
