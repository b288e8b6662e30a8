package io.deepgrow.app.compat.monailabel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in the background: one at a time, watched, and ended when asked. */
class TrainingTest {

  private static final int POLLS = 600;

  /** Settings for tests. */
  private record Config(Optional<Path> data, List<String> command, Path out)
      implements TrainConfig {
    @Override
    public int steps() {
      return 7;
    }
  }

  @TempDir private Path folder;
  private Training training;

  private Training training(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("train.sh"), script);
    training =
        new Training(
            new Config(Optional.of(folder), List.of("sh", file.toString()), folder.resolve("runs")),
            Clock.systemUTC());
    return training;
  }

  @AfterEach
  void stop() {
    if (training != null) {
      training.stop();
    }
  }

  private static TaskView ended(Training training) throws InterruptedException {
    for (int poll = 0; poll < POLLS && training.running().isPresent(); poll++) {
      Thread.sleep(50);
    }
    return training.status().orElseThrow();
  }

  @Test
  void withoutDataThereIsNothingToStart() {
    Training off =
        new Training(new Config(Optional.empty(), List.of("false"), folder), Clock.systemUTC());
    assertThat(off.trainers()).isEmpty();
    assertThat(off.start()).isEmpty();
    assertThat(off.status()).isEmpty();
    assertThat(off.cancel()).isEmpty();
  }

  @Test
  void theCommandGetsDataOutputAndSteps() throws Exception {
    Training run = training("echo \"$@\"");
    assertThat(run.trainers()).containsKey("deepgrow");
    assertThat(run.start()).isPresent();
    TaskView view = ended(run);
    assertThat(view.status()).isEqualTo(TaskState.DONE);
    assertThat(view.details().get(0))
        .startsWith("train --data " + folder + " --out " + folder.resolve("runs"))
        .endsWith("--steps 7");
    assertThat(view.endTs()).isNotEmpty();
  }

  @Test
  void aFailureIsToldWithItsLastLines() throws Exception {
    Training run = training("for n in $(seq 30); do echo line $n; done; exit 3");
    assertThat(run.start()).isPresent();
    TaskView view = ended(run);
    assertThat(view.status()).isEqualTo(TaskState.ERROR);
    assertThat(view.details()).hasSize(20).endsWith("line 30");
  }

  @Test
  void aSecondRunHasToWaitAndCancellingEndsTheFirst() throws Exception {
    Training run = training("sleep 300 & sleep 300; wait");
    assertThat(run.start()).isPresent();
    assertThat(run.running()).isPresent();
    assertThatThrownBy(run::start)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TASK_BUSY));

    assertThat(run.cancel().orElseThrow().status()).isEqualTo(TaskState.CANCELED);
    assertThat(run.running()).isEmpty();
    assertThat(run.cancel()).isEmpty();
    assertThat(run.start()).isPresent();
  }

  @Test
  void aCommandThatIsNotThereIsAnErrorOfTheRequest() {
    Training broken =
        new Training(
            new Config(Optional.of(folder), List.of("/nowhere/deepgrow"), folder),
            Clock.systemUTC());
    assertThatThrownBy(broken::start)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERVED));
  }
}
