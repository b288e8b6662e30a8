package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnawaitedTest {

  private final Logger log = Logger.getLogger(Unawaited.class.getName());
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    log.addHandler(lines);
  }

  @AfterEach
  void listenNoMore() {
    log.removeHandler(lines);
  }

  @Test
  void saysInTheLogWhatFailedLater() {
    CompletableFuture<String> work = new CompletableFuture<>();
    Unawaited.logged(work, "the work");
    assertThat(lines.all).isEmpty();

    work.completeExceptionally(new IllegalStateException("broken"));

    assertThat(lines.all).containsExactly("broken");
  }

  @Test
  void saysNothingOfWhatSucceeds() {
    Unawaited.logged(CompletableFuture.completedFuture("done"), "the work");

    assertThat(lines.all).isEmpty();
  }

  /** The failures that were logged. */
  private static final class Lines extends Handler {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      all.add(line.getThrown().getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
