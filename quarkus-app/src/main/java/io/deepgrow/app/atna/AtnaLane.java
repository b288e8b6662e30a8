package io.deepgrow.app.atna;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages one after the other on a thread of its own. Who gives one never waits: when the
 * buffer is full, because the host is away, the message is lost and counted.
 */
final class AtnaLane implements AutoCloseable {

  /** Opens a connection to the audit repository. */
  interface Connector {
    OutputStream connect() throws IOException;
  }

  private static final Logger LOG = Logger.getLogger(AtnaLane.class);
  private static final long FIRST_WAIT_MILLIS = 500;

  private final BlockingQueue<byte[]> waiting;
  private final Connector connector;
  private final long longestWaitMillis;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread = new Thread(this::work, "atna");
  private volatile boolean open = true;
  private volatile String trouble = "";

  AtnaLane(Connector connector, int buffer, Duration longestWait) {
    this.connector = connector;
    this.waiting = new ArrayBlockingQueue<>(buffer);
    this.longestWaitMillis = longestWait.toMillis();
    thread.setDaemon(true);
  }

  void begin() {
    thread.start();
  }

  /** Takes a message; returns at once. */
  void offer(byte[] message) {
    if (!open || !waiting.offer(message)) {
      lost.incrementAndGet();
    }
  }

  long sent() {
    return sent.get();
  }

  long lost() {
    return lost.get();
  }

  int waiting() {
    return waiting.size();
  }

  /** Why nothing can be sent at the moment; empty when it can. */
  String trouble() {
    return trouble;
  }

  private void work() {
    OutputStream out = null;
    try {
      while (open || !waiting.isEmpty()) {
        byte[] message = waiting.poll(1, TimeUnit.SECONDS);
        if (message != null) {
          out = send(message, out);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lost.addAndGet(waiting.size());
    close(out);
  }

  /** Sends a message, by a new connection where the last is no good, until it is sent. */
  private @Nullable OutputStream send(byte[] message, @Nullable OutputStream before)
      throws InterruptedException {
    OutputStream out = before;
    long wait = FIRST_WAIT_MILLIS;
    while (true) {
      try {
        if (out == null) {
          out = connector.connect();
        }
        out.write(message);
        out.flush();
        sent.incrementAndGet();
        trouble = "";
        return out;
      } catch (IOException e) {
        close(out);
        out = null;
        note(e);
        if (!open) {
          lost.incrementAndGet();
          return null;
        }
        TimeUnit.MILLISECONDS.sleep(Math.min(wait, longestWaitMillis));
        wait = Math.min(2 * wait, longestWaitMillis);
      }
    }
  }

  private void note(IOException e) {
    if (trouble.isEmpty()) {
      LOG.warnf(
          "the audit repository takes no messages: %s; they wait", e.getClass().getSimpleName());
    }
    trouble = e.getClass().getSimpleName();
  }

  private static void close(@Nullable OutputStream out) {
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException e) {
      LOG.debugf("closing: %s", e.getClass().getSimpleName());
    }
  }

  /** Sends what waits if that takes no more than a second, and ends. */
  @Override
  public void close() {
    open = false;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
