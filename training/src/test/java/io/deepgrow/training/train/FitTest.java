package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.train.TrainingRun.PatchStream;
import io.deepgrow.volume.grid.FloatGrid;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitTest {

  private static final PatchMixture PATCHES =
      new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
  private static final Checkpoints EVERY_STEP = new Checkpoints(2, 60, 1, 2, 2, 0, true);

  private final StringWriter words = new StringWriter();
  @TempDir private Path temp;

  private Fit fit(TrainingPlan plan, Checkpoints checkpoints, PatchStream patches, String name)
      throws IOException {
    Path out = Files.createDirectories(temp.resolve(name));
    List<TrainingPatch> heldOut = List.of(PATCHES.patch(900, 32));
    return new Fit(plan, Compute.cpu(), checkpoints, patches, heldOut, out, new PrintWriter(words));
  }

  private static TrainingPlan plan(Interaction interaction) {
    return Plans.plan(Plans.BASIC, 5, 1, false, interaction);
  }

  private void assertGoesOnAsIfItHadNotStopped(TrainingPlan plan, long lastPatch)
      throws IOException {
    fit(plan, EVERY_STEP, PATCHES::patch, "whole").run(false, Optional.empty());
    PatchStream dies =
        (number, edge) -> {
          if (number >= lastPatch) {
            throw new IllegalStateException("killed");
          }
          return PATCHES.patch(number, edge);
        };
    assertThatThrownBy(() -> fit(plan, EVERY_STEP, dies, "stopped").run(false, Optional.empty()))
        .hasRootCauseMessage("killed");
    assertThat(Files.readAllLines(temp.resolve("stopped/curve.csv")).size()).isBetween(4, 6);

    fit(plan, EVERY_STEP, PATCHES::patch, "stopped").run(true, Optional.empty());

    for (String file : List.of("curve.csv", "validation.csv")) {
      assertThat(temp.resolve("stopped").resolve(file))
          .hasSameTextualContentAs(temp.resolve("whole").resolve(file));
    }
    assertThat(temp.resolve("stopped/last.snapshot"))
        .hasSameBinaryContentAs(temp.resolve("whole/last.snapshot"));
    assertThat(words.toString()).contains("going on at step");
  }

  @Test
  void aKilledRunOfTheCardGoesOnAsIfItHadNotStopped() throws IOException {
    assertGoesOnAsIfItHadNotStopped(plan(new Interaction.Rounds(2)), 3);
  }

  @Test
  void aKilledRunOfAClickAStepGoesOnAsIfItHadNotStopped() throws IOException {
    assertGoesOnAsIfItHadNotStopped(plan(new Interaction.ClickAStep(1.5, 0.5)), 3);
  }

  @Test
  void leavesSnapshotsCurvesEventsAndAPageBehind() throws IOException {
    fit(plan(new Interaction.Rounds(1)), EVERY_STEP, PATCHES::patch, "run")
        .run(false, Optional.empty());

    Path run = temp.resolve("run");
    assertThat(run.resolve("best.snapshot")).exists();
    assertThat(Files.readAllLines(run.resolve("curve.csv"))).hasSize(6);
    assertThat(Files.readAllLines(run.resolve("validation.csv"))).hasSize(4);
    assertThat(run.resolve("report.html"))
        .content()
        .contains("Training of basic-unet", "data:image/png;base64,", "Dice after each click");
    assertThat(run).isDirectoryContaining("glob:**/events.out.tfevents.*");
    assertThat(words.toString()).contains("validation at step 2", "the best so far");
  }

  @Test
  void endsWhenValidationsGetNoBetter() throws IOException {
    // at a rate of almost nothing no validation is better than the first
    TrainingPlan still =
        new TrainingPlan(
            5,
            Plans.BASIC,
            40,
            32,
            1,
            32,
            1,
            0,
            false,
            LearningRate.cosine(1e-30, 0),
            new Interaction.Rounds(0),
            TrainingLoss.DICE);
    fit(still, new Checkpoints(100, 60, 1, 1, 1, 3, false), PATCHES::patch, "run")
        .run(false, Optional.empty());

    assertThat(words.toString()).contains("no better validation in the last 3; ending at step 4");
    assertThat(RunFolder.open(temp.resolve("run"), "last").step()).isEqualTo(4);
    assertThat(RunFolder.open(temp.resolve("run"), "best").step()).isEqualTo(1);
    assertThat(temp.resolve("run")).isDirectoryNotContaining("glob:**/events*");
  }

  @Test
  void goesBackFromAStepWithoutANumberAndGivesUpWhenItComesAgain() throws IOException {
    PatchStream broken =
        (number, edge) -> {
          TrainingPatch patch = PATCHES.patch(number, edge);
          if (number != 3) {
            return patch;
          }
          float[] nothing = new float[edge * edge * edge];
          Arrays.fill(nothing, Float.NaN);
          return new TrainingPatch(
              FloatGrid.of(patch.size(), nothing), patch.target(), patch.origin());
        };
    Fit fit = fit(plan(new Interaction.Rounds(0)), EVERY_STEP, broken, "run");

    assertThatThrownBy(() -> fit.run(false, Optional.empty()))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("collapsed 6 times, at last at step 4");
    assertThat(words.toString()).contains("collapsed at step 4; back to 2 at half the rate");
    for (float[] values : RunFolder.lastValues(temp.resolve("run"))) {
      assertThat(values).doesNotContain(Float.NaN);
    }
  }
}
