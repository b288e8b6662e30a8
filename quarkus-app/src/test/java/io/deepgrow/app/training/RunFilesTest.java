package io.deepgrow.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run's folder and log say. */
class RunFilesTest {

  @TempDir private Path folder;

  @Test
  void readsCurvesAndLeavesOutALineThatIsHalfWritten() throws Exception {
    Files.writeString(
        folder.resolve("curve.csv"), "step,loss,dice,rate\n50,0.6,0.4,1e-3\n100,0.5,NaN,1e-3\n15");
    Files.writeString(
        folder.resolve("validation.csv"), "step,score,1,2\n100,0.70,0.6,0.8\n200,0.7,0.");

    RunCurves curves = RunCurves.read(folder);

    assertThat(curves.learned()).containsExactly(new RunCurves.Learned(50, 0.6, 0.4));
    assertThat(curves.validated().get(0))
        .isEqualTo(new RunCurves.Validated(100, 0.7, List.of(0.6, 0.8)));
    assertThat(RunCurves.read(folder.resolve("nowhere"))).isEqualTo(RunCurves.NONE);
  }

  @Test
  void aLongCurveKeepsItsLastPoint() throws Exception {
    String lines =
        IntStream.rangeClosed(1, 5000)
            .mapToObj(n -> n + ",0.5,0.5,1e-3")
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("curve.csv"), lines + "\n");

    List<RunCurves.Learned> learned = RunCurves.read(folder).learned();

    assertThat(learned).hasSizeLessThan(402);
    assertThat(learned.get(learned.size() - 1).step()).isEqualTo(5000);
  }

  @Test
  void theLogTellsTheStepAndTheTimeLeft() throws Exception {
    Path log = folder.resolve("log");
    Files.writeString(
        log,
        "Building ...\nstep 50 of 300  loss 0.6  9 min left\nvalidation at step 50\n"
            + "step 100 of 300  loss 0.5  Dice 0.6  rate 1.0e-03  0.1 s a step, 2 % of it waiting"
            + " for patches, 7 min left\n");

    RunProgress progress = RunProgress.read(log);

    assertThat(progress.step()).isEqualTo(100);
    assertThat(progress.steps()).isEqualTo(300);
    assertThat(progress.leftSeconds()).hasValue(420);
    assertThat(progress.lines()).hasSize(4);
    assertThat(RunProgress.read(folder.resolve("none")).lines()).isEmpty();
  }

  @Test
  void theHashOfADataSetKnowsNamesAndContents() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data/sub"));
    Files.writeString(data.resolve("a"), "one");
    String first = DataHash.of(folder.resolve("data"));
    assertThat(first).matches("[0-9a-f]{64}").isEqualTo(DataHash.of(folder.resolve("data")));
    Files.writeString(data.resolve("a"), "two");
    assertThat(DataHash.of(folder.resolve("data"))).isNotEqualTo(first);
    Files.writeString(data.resolve("a"), "one");
    Files.move(data.resolve("a"), data.resolve("b"));
    assertThat(DataHash.of(folder.resolve("data"))).isNotEqualTo(first);
  }
}
