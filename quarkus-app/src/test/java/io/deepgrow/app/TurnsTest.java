package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private CompletableFuture<Void> pack(Turns turns, OutputStream out, Turns.Packing packing) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            turns.pack(out, packing);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  @Test
  void onlySoManyPackAtATime() {
    Turns turns = new Turns(2);
    AtomicInteger packing = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      all.add(
          pack(
              turns,
              OutputStream.nullOutputStream(),
              out -> {
                most.accumulateAndGet(packing.incrementAndGet(), Math::max);
                packing.decrementAndGet();
                out.write(1);
              }));
    }
    all.forEach(CompletableFuture::join);

    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void aClientThatDoesNotReadHoldsNobodyUp() throws Exception {
    Turns turns = new Turns(1);
    CountDownLatch writes = new CountDownLatch(1);
    CountDownLatch reads = new CountDownLatch(1);
    ByteArrayOutputStream late = new ByteArrayOutputStream();
    OutputStream deaf =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            writes.countDown();
            try {
              reads.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            late.write(b);
          }
        };
    CompletableFuture<Void> slow = pack(turns, deaf, out -> out.write(7));
    writes.await();

    ByteArrayOutputStream other = new ByteArrayOutputStream();
    turns.pack(other, out -> out.write(new byte[] {1, 2, 3}));
    reads.countDown();
    slow.join();

    assertThat(other.toByteArray()).containsExactly(1, 2, 3);
    assertThat(late.toByteArray()).containsExactly(7);
  }

  @Test
  void whoFailsGivesTheTurnBack() throws Exception {
    Turns turns = new Turns(1);
    CompletableFuture<Void> failed =
        pack(
            turns,
            OutputStream.nullOutputStream(),
            out -> {
              throw new IOException("gone");
            });
    assertThat(failed).failsWithin(java.time.Duration.ofSeconds(30));

    turns.pack(OutputStream.nullOutputStream(), out -> out.write(1));
  }
}
