package io.deepgrow.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.training.config.Preset;
import io.deepgrow.training.config.Settings;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.SceneSource;
import io.deepgrow.training.engine.Arithmetic;
import io.deepgrow.training.engine.Device;
import io.deepgrow.training.engine.Replica;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BasicNetTest {

  private static final PatchMixture PATCHES =
      new PatchMixture(5, List.of(new PatchMixture.Part(SceneSource.simple(), 1)));

  private static float[] noise() {
    float[] input = new float[3 * 32 * 32 * 32];
    Random random = new Random(1);
    for (int v = 0; v < input.length; v++) {
      input[v] = (float) random.nextGaussian();
    }
    return input;
  }

  @Test
  void theCardsNetworkHasItsNumberOfParametersAndTheLogitsOfItsExport() throws Exception {
    NetworkSpec card = Settings.of(Preset.CARD).settings().spec();
    assertThat(card.architecture().parameterCount()).isEqualTo(22_627_009);
    List<float[]> initial = card.initialValues(3);
    assertThat(initial.stream().mapToLong(v -> v.length).sum()).isEqualTo(22_627_009);
    try (Replica replica =
        new Replica(card.architecture(), 3, Device.cpu(), Arithmetic.FLOAT32, false, initial)) {
      byte[] graph = card.architecture().toOnnx(card.weights(replica.values()));

      float[] engine = replica.predict(noise(), 32);
      float[] onnx = OnnxLogits.of(graph, noise(), 3, 32);

      assertThat(OnnxLogits.largestDifference(engine, onnx)).isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Residual.class,
      names = {"NONE", "IDENTITY"})
  void exportedItGivesTheEnginesLogitsAfterTraining(Residual residual) throws Exception {
    NetworkSpec network = new NetworkSpec.Basic(List.of(4, 4, 6, 8, 8, 4), residual);
    TrainingPlan plan = Plans.plan(network, 3, 2, false, new Interaction.Rounds(3));
    try (TrainingRun run = new TrainingRun(plan, PATCHES::patch)) {
      while (!run.done()) {
        assertThat(run.next().loss()).isFinite();
      }
      byte[] graph = network.architecture().toOnnx(network.weights(run.snapshot().values()));

      float[] engine = run.workers().first().predict(noise(), 32);
      float[] onnx = OnnxLogits.of(graph, noise(), 3, 32);

      assertThat(OnnxLogits.largestDifference(engine, onnx)).isLessThan(1e-4);
    }
  }

  @Test
  void valuesOfAnotherNetworkAreRefused() {
    assertThatThrownBy(() -> Plans.BASIC.weights(List.of(new float[3])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of another network: conv_0.conv_0.conv.weight has 3 values");
  }
}
