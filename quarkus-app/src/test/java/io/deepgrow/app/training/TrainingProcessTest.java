package io.deepgrow.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in the background, ended with its children. */
class TrainingProcessTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private TrainingProcess start(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("train.sh"), script);
    return TrainingProcess.start(
        List.of("sh", file.toString(), folder.toString()), folder.resolve("logs/log"));
  }

  @Test
  void itsLogHasWhatItPrintsAndItsEndIsTold() throws Exception {
    TrainingProcess process = start("echo one; echo two >&2; exit 3");
    assertThat(process.await(60)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("logs/log"))).contains("one", "two");
  }

  @Test
  void endingItEndsItsChildrenToo() throws Exception {
    TrainingProcess process =
        start("sleep 300 & echo $! > \"$1/p\"; mv \"$1/p\" \"$1/child\"; wait");
    Path file = folder.resolve("child");
    Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(file));
    long child = Long.parseLong(Files.readString(file).strip());

    process.end();

    assertThat(process.isAlive()).isFalse();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void anOrphanIsEndedOnlyIfItIsStillTheSameProcess() throws Exception {
    TrainingProcess process = start("exec sleep 300");
    assertThat(TrainingProcess.endOrphan(process.pid(), Instant.EPOCH)).isFalse();
    assertThat(process.isAlive()).isTrue();

    assertThat(TrainingProcess.endOrphan(process.pid(), process.started())).isTrue();

    assertThat(process.await(60)).isTrue();
    assertThat(TrainingProcess.endOrphan(process.pid(), process.started())).isFalse();
  }

  @Test
  void aCommandThatIsNotThereIsNoProcess() {
    assertThatThrownBy(
            () -> TrainingProcess.start(List.of("/nowhere/deepgrow"), folder.resolve("log")))
        .isInstanceOf(IOException.class);
  }
}
