package io.deepgrow.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A body that is closed from outside when nothing has come for too long. */
final class IdleGuard extends FilterInputStream {

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "dicomweb-idle");
            thread.setDaemon(true);
            return thread;
          });

  private final long idleNanos;
  private final ScheduledFuture<?> watch;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean timedOut;

  IdleGuard(InputStream in, Duration idle) {
    super(in);
    this.idleNanos = idle.toNanos();
    long period = Math.max(10, idle.toMillis() / 4);
    this.watch = CLOCK.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
  }

  private void check() {
    if (System.nanoTime() - lastNanos > idleNanos) {
      timedOut = true;
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
    try {
      int got = super.read(bytes, offset, length);
      lastNanos = System.nanoTime();
      if (timedOut) {
        throw new IOException("Nothing came for " + Duration.ofNanos(idleNanos));
      }
      return got;
    } catch (IOException e) {
      if (timedOut) {
        throw new IOException("Nothing came for " + Duration.ofNanos(idleNanos), e);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
