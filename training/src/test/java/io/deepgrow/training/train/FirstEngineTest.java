package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that the first engine (DJL) wrote still load, predict what it predicted, and go on with
 * the losses that it went on with.
 */
class FirstEngineTest {

  private static final PatchMixture PATCHES =
      new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));

  @TempDir private Path temp;

  private static TrainingPlan compact(boolean frozen) {
    return new TrainingPlan(
        5,
        new NetworkSpec.Compact(List.of(4, 4, 4, 4)),
        12,
        16,
        2,
        16,
        2,
        0,
        frozen,
        LearningRate.cosine(1e-3, 2),
        new Interaction.ClickAStep(2, 0.15),
        TrainingLoss.ENTROPY_DICE);
  }

  private static TrainingPlan basic() {
    return new TrainingPlan(
        5,
        new NetworkSpec.Basic(List.of(2, 2, 2, 2, 2, 2), BasicUNet.Residual.NONE),
        6,
        32,
        1,
        32,
        1,
        0,
        false,
        LearningRate.cosine(1e-3, 2),
        new Interaction.Rounds(0),
        TrainingLoss.DICE);
  }

  private Snapshot snapshot(String network) throws IOException {
    Path file = temp.resolve(network);
    String name = network + "-of-the-first-engine.snapshot.gz";
    try (InputStream in =
        new GZIPInputStream(Objects.requireNonNull(getClass().getResourceAsStream(name), name))) {
      Files.copy(in, file);
    }
    return Snapshot.read(file);
  }

  private static float[] noise(int size) {
    float[] input = new float[size];
    Random random = new Random(1);
    for (int v = 0; v < size; v++) {
      input[v] = (float) random.nextGaussian();
    }
    return input;
  }

  private static void assertGoesOn(TrainingRun run, double... losses) {
    List<Double> seen = new ArrayList<>();
    while (!run.done()) {
      seen.add(run.next().loss());
    }
    assertThat(seen).hasSize(losses.length);
    for (int n = 0; n < losses.length; n++) {
      assertThat(seen.get(n)).as("loss %d", n).isCloseTo(losses[n], within(2e-3));
    }
  }

  private void assertCompact(boolean frozen, double... losses) throws IOException {
    try (TrainingRun run = new TrainingRun(compact(frozen), PATCHES::patch)) {
      run.restore(snapshot("compact"));
      float[] logits = run.workers().first().predict(noise(7 * 4096), 16);
      assertThat(logits[0]).isCloseTo(-0.037637625f, within(1e-4f));
      assertThat(logits[1000]).isCloseTo(-0.0034770833f, within(1e-4f));
      assertThat(logits[2222]).isCloseTo(-0.007932395f, within(1e-4f));
      assertThat(logits[4095]).isCloseTo(0.7532666f, within(1e-4f));
      assertGoesOn(run, losses);
    }
  }

  @Test
  void theCompactNetworkGoesOnByBatches() throws IOException {
    assertCompact(false, 1.73887, 1.74255, 1.74506, 1.71973, 1.71575, 1.71326, 1.71373, 1.70841);
  }

  @Test
  void theCompactNetworkGoesOnWithFrozenStatistics() throws IOException {
    assertCompact(true, 1.66331, 1.66278, 1.67198, 1.64655, 1.64175, 1.64111, 1.63687, 1.64338);
  }

  @Test
  void theCardsNetworkGoesOn() throws IOException {
    try (TrainingRun run = new TrainingRun(basic(), PATCHES::patch)) {
      run.restore(snapshot("basic"));
      float[] logits = run.workers().first().predict(noise(3 * 32768), 32);
      assertThat(logits[0]).isCloseTo(-0.7082618f, within(1e-4f));
      assertThat(logits[1000]).isCloseTo(-0.6728987f, within(1e-4f));
      assertThat(logits[22222]).isCloseTo(-0.60661936f, within(1e-4f));
      assertThat(logits[32767]).isCloseTo(-0.63277787f, within(1e-4f));
      assertGoesOn(run, 0.93908, 0.88510, 0.99383);
    }
  }
}
