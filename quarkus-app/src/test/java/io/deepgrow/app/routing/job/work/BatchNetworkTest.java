package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchNetworkTest {

  private final BatchNetwork network = new BatchNetwork();

  @Test
  void howeverManyJobsThereAreOneOfThemIsAtTheNetwork() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int n = 0; n < 200; n++) {
        all.add(
            CompletableFuture.runAsync(
                () ->
                    network.once(
                        () -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          return now.decrementAndGet();
                        }),
                threads));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void aFailureLeavesThePlaceToTheNext() {
    assertThatThrownBy(
            () ->
                network.once(
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(network.<Integer>once(() -> 7)).isEqualTo(7);
  }

  @Test
  void whoIsStoppedWhileItWaitsSaysSo() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> network.once(() -> 1)).isInstanceOf(ApiException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
