package io.deepgrow.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionLocksTest {

  private final SessionLocks locks = new SessionLocks();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void noSessionWaitsForAnother() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<Boolean> first =
        CompletableFuture.supplyAsync(
            () -> locks.inOrder(new UUID(0, 0), () -> pause(inside, over)), threads);
    inside.await();

    // as many as the stripes there once were
    for (int n = 1; n <= 64; n++) {
      UUID other = new UUID(0, n);
      assertThat(locks.inOrder(other, () -> other)).isEqualTo(other);
    }
    over.countDown();
    assertThat(first.join()).isTrue();
    assertThat(locks.held()).isZero();
  }

  @Test
  void oneSessionDoesNotTakeAllThreads() throws Exception {
    UUID session = new UUID(5, 5);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    waiting.add(
        CompletableFuture.supplyAsync(
            () -> locks.inOrder(session, () -> pause(inside, over)), threads));
    inside.await();
    CountDownLatch refused = new CountDownLatch(9);
    for (int n = 0; n < 40; n++) {
      waiting.add(
          CompletableFuture.supplyAsync(() -> locks.inOrder(session, () -> true), threads)
              .whenComplete(
                  (done, failure) -> {
                    if (failure != null) {
                      refused.countDown();
                    }
                  }));
    }
    refused.await();

    assertThatThrownBy(() -> locks.inOrder(session, () -> true)).isInstanceOf(ApiException.class);
    over.countDown();
    long done = waiting.stream().filter(w -> w.handle((ok, e) -> e == null).join()).count();
    assertThat(done).isEqualTo(32);
    assertThat(locks.held()).isZero();
  }

  private static boolean pause(CountDownLatch inside, CountDownLatch over) {
    inside.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }
}
