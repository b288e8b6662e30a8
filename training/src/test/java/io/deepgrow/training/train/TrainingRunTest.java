package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

  private static final List<Integer> TINY = List.of(4, 6, 8, 8);
  private static final int CHANNELS = new NetworkSpec.Compact(TINY).channels().size();

  private static TrainingRun run() {
    TrainingPlan plan =
        new TrainingPlan(
            5,
            new NetworkSpec.Compact(TINY),
            12,
            16,
            2,
            32,
            1,
            0.25,
            false,
            LearningRate.cosine(1e-3, 2),
            new Interaction.ClickAStep(2, 0.15),
            TrainingLoss.ENTROPY_DICE);
    PatchMixture patches =
        new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
    return new TrainingRun(plan, patches::patch);
  }

  @Test
  void theExportedNetworkGivesTheEnginesLogits() throws Exception {
    try (TrainingRun run = run()) {
      while (!run.done()) {
        assertThat(run.next().loss()).isFinite();
      }
      float[] input = new float[CHANNELS * 32 * 32 * 32];
      Random random = new Random(1);
      for (int v = 0; v < input.length; v++) {
        input[v] = (float) random.nextGaussian();
      }
      CompactUNet network = new CompactUNet(CHANNELS, TINY);
      byte[] graph = network.toOnnx(CompactWeights.weights(network, run.snapshot().values()));

      float[] engine = run.workers().first().predict(input, 32);
      float[] onnx = OnnxLogits.of(graph, input, CHANNELS, 32);

      assertThat(OnnxLogits.largestDifference(engine, onnx)).isLessThan(1e-4);
    }
  }

  @Test
  void theSameSeedGivesTheSameCurve() {
    assertThat(curve()).isEqualTo(curve());
  }

  private static List<Double> curve() {
    List<Double> losses = new ArrayList<>();
    try (TrainingRun run = run()) {
      for (int n = 0; n < 4; n++) {
        losses.add(run.next().loss());
      }
    }
    return losses;
  }

  @Test
  void aSnapshotBringsBackEveryValue(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("last.snapshot");
    try (TrainingRun run = run();
        TrainingRun other = run()) {
      run.next();
      run.snapshot().write(file);
      other.restore(Snapshot.read(file));

      assertThat(other.step()).isEqualTo(1);
      List<float[]> expected = run.snapshot().values();
      List<float[]> restored = other.snapshot().values();
      for (int n = 0; n < expected.size(); n++) {
        assertThat(restored.get(n)).isEqualTo(expected.get(n));
      }
    }
  }

  @Test
  void aStoppedRunGoesOnAsIfItHadNotStopped(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("last.snapshot");
    List<StepResult> whole = new ArrayList<>();
    try (TrainingRun run = run()) {
      while (!run.done()) {
        whole.add(run.next());
        if (run.step() == 5) {
          run.snapshot().write(file);
        }
      }
    }
    List<StepResult> resumed = new ArrayList<>(whole.subList(0, 5));
    try (TrainingRun run = run()) {
      run.restore(Snapshot.read(file));
      while (!run.done()) {
        resumed.add(run.next());
      }
    }

    assertThat(resumed).isEqualTo(whole);
  }

  @Test
  void theSlotsOfAStepDrawIndependently() {
    TrainingPlan plan = Plans.plan(Plans.COMPACT, 1, 24, false, new Interaction.ClickAStep(2, 0));
    PatchMixture patches =
        new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));
    try (TrainingRun run = new TrainingRun(plan, patches::patch)) {
      run.next();
      List<Integer> clicks =
          run.snapshot().slots().stream().map(ClickedPatch.State::clicksWanted).toList();

      // half of the patches get a single click
      assertThat(clicks.stream().filter(n -> n == 1).count()).isBetween(4L, 20L);
      assertThat(clicks.subList(16, 24)).isNotEqualTo(clicks.subList(0, 8));
    }
  }

  @Test
  void aCollapseIsNoticed() {
    CollapseGuard guard = new CollapseGuard();
    assertThat(guard.collapsed(new StepResult(Double.NaN, 0.5))).isTrue();
    for (int n = 0; n < 1000; n++) {
      assertThat(guard.collapsed(new StepResult(1, 0.6))).isFalse();
    }
    boolean noticed = false;
    for (int n = 0; n < 300; n++) {
      noticed |= guard.collapsed(new StepResult(1, 0.01));
    }
    assertThat(noticed).isTrue();
  }
}
