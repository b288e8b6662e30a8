package io.deepgrow.app.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicomweb.CallGate;
import io.deepgrow.dicomweb.DicomWebException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallLimitsTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final Alarms alarms = new Alarms();
  private final CallLimits limits = new CallLimits(alarms, now::get);

  /** A clock that rings when a test says so. */
  private final class Alarms extends ScheduledThreadPoolExecutor {

    private record Alarm(long at, Runnable task) {}

    private final PriorityQueue<Alarm> set =
        new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));

    Alarms() {
      super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      set.add(new Alarm(now.get() + unit.toNanos(delay), task));
      return super.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    void until(long time) {
      while (!set.isEmpty() && set.element().at() <= time) {
        Alarm next = set.remove();
        now.set(next.at());
        next.task().run();
      }
      now.set(time);
    }
  }

  @AfterEach
  void stop() {
    alarms.shutdownNow();
  }

  @Test
  void withoutLimitsEveryCallGoesOutAtOnce() {
    for (int n = 0; n < 500; n++) {
      assertThat(limits.enter()).isCompleted();
    }
  }

  @Test
  void onlySoManyCallsAreOutAtTheSameTimeAndTheFirstThatWaitedIsNext() {
    limits.set(2, null);
    CompletableFuture<CallGate.Pass> first = limits.enter();
    CompletableFuture<CallGate.Pass> second = limits.enter();
    CompletableFuture<CallGate.Pass> third = limits.enter();
    CompletableFuture<CallGate.Pass> fourth = limits.enter();
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();

    first.join().close();
    first.join().close();

    assertThat(third).isCompleted();
    assertThat(fourth).as("closing twice lets in one").isNotDone();
    second.join().close();
    assertThat(fourth).isCompleted();
  }

  @Test
  void whoWaitsNoLongerTakesNoRoom() {
    limits.set(1, null);
    CompletableFuture<CallGate.Pass> out = limits.enter();
    CompletableFuture<CallGate.Pass> gone = limits.enter();
    CompletableFuture<CallGate.Pass> next = limits.enter();
    gone.cancel(false);

    out.join().close();

    assertThat(next).isCompleted();
  }

  @Test
  void aCallThatFindsNoRoomInItsTimeIsRefusedByName() {
    limits.set(1, null);
    limits.enter().join();
    assertThatThrownBy(() -> limits.enter(Duration.ofMillis(1)))
        .isInstanceOfSatisfying(
            DicomWebException.class, e -> assertThat(e.code()).isEqualTo("dicomweb.limited"));
  }

  @Test
  void whatWaitsIsBounded() {
    limits.set(1, null);
    limits.enter().join();
    List<CompletableFuture<CallGate.Pass>> calls = new ArrayList<>();
    for (int n = 0; n < 1001; n++) {
      calls.add(limits.enter());
    }
    assertThat(calls.get(999)).isNotDone();
    assertThat(calls.get(1000)).isCompletedExceptionally();
  }

  @Test
  void higherLimitsLetInWhatWaits() {
    limits.set(1, null);
    limits.enter().join();
    CompletableFuture<CallGate.Pass> waiting = limits.enter();

    limits.set(null, null);

    assertThat(waiting).isCompleted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 11, 12, 60, 100, 601})
  void noMinuteHasMoreCallsThanAreAllowedAndNoneIsWasted(int perMinute) {
    limits.set(null, perMinute);
    List<Long> times = new ArrayList<>();
    List<CompletableFuture<Void>> calls = new ArrayList<>();
    for (int n = 0; n < 900; n++) {
      calls.add(limits.enter().thenAccept(pass -> times.add(now.get())));
    }

    alarms.until(180 * SECOND);

    for (int n = 0; n + perMinute < times.size(); n++) {
      assertThat(times.get(n + perMinute) - times.get(n))
          .as("call %s and the one %s later", n, perMinute)
          .isGreaterThanOrEqualTo(60 * SECOND);
    }
    assertThat(calls.stream().filter(CompletableFuture::isDone).count())
        .isGreaterThanOrEqualTo(Math.min(900, perMinute * 3));
  }
}
