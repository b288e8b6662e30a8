package io.deepgrow.app.connection;

import io.deepgrow.dicomweb.CallGate;
import io.deepgrow.dicomweb.DicomWebException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place that holds calls to a PACS back: so many at the same time, so many in any minute,
 * first come first served.
 */
public final class CallLimits implements CallGate {

  private static final int MOST_WAITING = 1000;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final ScheduledExecutorService clock;
  private final LongSupplier nanos;
  private final Deque<CompletableFuture<Pass>> waiting = new ArrayDeque<>();
  private int parallel;
  private int perMinute;
  private int running;

  /** When the calls of the last minute went out, the oldest first; no more than are allowed. */
  private final Deque<Long> minute = new ArrayDeque<>();

  private @Nullable Future<?> alarm;

  /**
   * Without limits at first.
   *
   * @param clock on which waiting calls are looked at again
   * @param nanos a clock, from any beginning
   */
  public CallLimits(ScheduledExecutorService clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Sets limits; null for none. Calls that are out already go on. */
  void set(@Nullable Integer parallelCalls, @Nullable Integer callsAMinute) {
    synchronized (this) {
      parallel = parallelCalls == null ? 0 : parallelCalls;
      perMinute = callsAMinute == null ? 0 : callsAMinute;
    }
    letIn();
  }

  /** The right to a call, when there is room; who waits no longer cancels it. */
  public CompletableFuture<Pass> enter() {
    CompletableFuture<Pass> call = new CompletableFuture<>();
    synchronized (this) {
      waiting.removeIf(CompletableFuture::isDone);
      if (waiting.size() >= MOST_WAITING) {
        call.completeExceptionally(limited());
        return call;
      }
      waiting.add(call);
    }
    letIn();
    return call;
  }

  @Override
  public Pass enter(Duration atMost) {
    CompletableFuture<Pass> call = enter();
    try {
      return call.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return late(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return late(call);
    } catch (ExecutionException e) {
      throw limited();
    }
  }

  private static Pass late(CompletableFuture<Pass> call) {
    if (call.cancel(false)) {
      throw limited();
    }
    return call.join();
  }

  private static DicomWebException limited() {
    return new DicomWebException(
        "dicomweb.limited",
        0,
        "The limits of the connection (parallel calls, calls a minute) left no room in time; try"
            + " again later, or have them raised");
  }

  private void letIn() {
    List<CompletableFuture<Pass>> next = new ArrayList<>();
    synchronized (this) {
      while (!waiting.isEmpty() && (parallel == 0 || running < parallel)) {
        if (waiting.element().isDone()) {
          waiting.remove();
        } else if (take()) {
          running++;
          next.add(waiting.remove());
        } else {
          alarm();
          break;
        }
      }
    }
    for (CompletableFuture<Pass> call : next) {
      Pass pass = pass();
      if (!call.complete(pass)) {
        pass.close();
      }
    }
  }

  private Pass pass() {
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        synchronized (this) {
          running--;
        }
        letIn();
      }
    };
  }

  private boolean take() {
    if (perMinute == 0) {
      minute.clear();
      return true;
    }
    long now = nanos.getAsLong();
    while (!minute.isEmpty() && now - minute.element() >= MINUTE_NANOS) {
      minute.remove();
    }
    if (minute.size() >= perMinute) {
      return false;
    }
    minute.add(now);
    return true;
  }

  private void alarm() {
    if (alarm == null) {
      long wait = MINUTE_NANOS - (nanos.getAsLong() - minute.element());
      alarm = clock.schedule(this::alarmOver, wait, TimeUnit.NANOSECONDS);
    }
  }

  private void alarmOver() {
    synchronized (this) {
      alarm = null;
    }
    letIn();
  }
}
