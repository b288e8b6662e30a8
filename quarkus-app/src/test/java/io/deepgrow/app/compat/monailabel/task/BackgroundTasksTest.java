package io.deepgrow.app.compat.monailabel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.monailabel.task.BackgroundTasks.Kind;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work inside the service: one at a time, watched, and ended when asked. */
class BackgroundTasksTest {

  private static final Map<String, String> REQUEST = Map.of("method", "dice");

  private final BackgroundTasks tasks = new BackgroundTasks(Clock.systemUTC());

  @AfterEach
  void stop() {
    tasks.stop();
  }

  @Test
  void whatNeverRanHasNoState() {
    assertThat(tasks.status(Kind.SCORING)).isEmpty();
    assertThat(tasks.running(Kind.SCORING)).isEmpty();
    assertThat(tasks.cancel(Kind.SCORING)).isEmpty();
  }

  @Test
  void aCallerThatWaitsGetsTheEnd() {
    TaskView view = tasks.start(Kind.SCORING, REQUEST, p -> p.say("one image"), true);
    assertThat(view.status()).isEqualTo(TaskState.DONE);
    assertThat(view.details()).containsExactly("one image");
    assertThat(view.endTs()).isNotEmpty();
    assertThat(tasks.status(Kind.SCORING)).contains(view);
    assertThat(tasks.status(Kind.BATCH_INFER)).isEmpty();
  }

  @Test
  void failuresEndATaskAndTellNoMoreThanTheyShould() {
    TaskView told =
        tasks.start(
            Kind.SCORING,
            REQUEST,
            p -> {
              throw new ApiException(ErrorCode.PACS_UNREACHABLE, "The PACS is away");
            },
            true);
    assertThat(told.status()).isEqualTo(TaskState.ERROR);
    assertThat(told.details()).containsExactly("The PACS is away");
    TaskView hidden =
        tasks.start(
            Kind.SCORING,
            REQUEST,
            p -> {
              throw new IllegalStateException("secret");
            },
            true);
    assertThat(hidden.status()).isEqualTo(TaskState.ERROR);
    assertThat(hidden.details().toString()).doesNotContain("secret");
  }

  @Test
  void aSecondOneOfAKindHasToWaitAndTheFirstEndsWhenAsked() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    tasks.start(
        Kind.SCORING,
        REQUEST,
        p -> {
          begun.countDown();
          while (!p.isCanceled()) {
            Thread.onSpinWait();
          }
        },
        false);
    begun.await();
    assertThat(tasks.running(Kind.SCORING)).isPresent();
    assertThatThrownBy(() -> tasks.start(Kind.SCORING, REQUEST, p -> {}, true))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TASK_BUSY));
    assertThat(tasks.start(Kind.BATCH_INFER, REQUEST, p -> {}, true).status())
        .isEqualTo(TaskState.DONE);

    assertThat(tasks.cancel(Kind.SCORING)).isPresent();
    for (int poll = 0; poll < 1000 && tasks.running(Kind.SCORING).isPresent(); poll++) {
      Thread.sleep(10);
    }
    assertThat(tasks.status(Kind.SCORING).orElseThrow().status()).isEqualTo(TaskState.CANCELED);
  }

  @Test
  void linesAreBounded() {
    TaskView view =
        tasks.start(
            Kind.SCORING,
            REQUEST,
            p -> {
              for (int n = 0; n < 1000; n++) {
                p.say("line " + n);
              }
            },
            true);
    assertThat(view.details()).hasSize(200).endsWith("line 999");
  }
}
