package io.deepgrow.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A body that is closed from outside when nothing has come for too long, or at a deadline. */
final class GuardedBody extends FilterInputStream {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "dicomweb-idle");
            thread.setDaemon(true);
            return thread;
          });

  private final long idleNanos;
  private final Deadline deadline;
  private final ScheduledFuture<?> watch;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean idle;
  private volatile boolean late;

  GuardedBody(InputStream in, Duration idle, Deadline deadline) {
    super(in);
    this.idleNanos = idle.toNanos();
    this.deadline = deadline;
    long period = Math.max(10, deadline.leftAtMost(idle).toMillis() / 4);
    this.watch = CLOCK.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  private void check() {
    idle |= System.nanoTime() - lastNanos > idleNanos;
    late |= deadline.isOver();
    if (idle || late) {
      try {
        in.close();
      } catch (IOException e) {
        // the reader will notice
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got;
    try {
      got = super.read(bytes, offset, length);
    } catch (IOException e) {
      refuse();
      throw e;
    }
    lastNanos = System.nanoTime();
    refuse();
    return got;
  }

  private void refuse() throws IOException {
    if (late || deadline.isOver()) {
      throw deadline.exceeded();
    }
    if (idle) {
      throw new IOException("Nothing came for " + Duration.ofNanos(idleNanos));
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
