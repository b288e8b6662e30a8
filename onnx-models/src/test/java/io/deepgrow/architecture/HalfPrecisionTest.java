package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.model.ModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {

  private static final CompactUNet NETWORK = new CompactUNet(3, List.of(16, 24));

  @Test
  void roundsToTheNearestHalfWithTiesToEven() {
    assertThat(half(0)).isZero();
    assertThat(half(-0f)).isEqualTo(0x8000);
    assertThat(half(1)).isEqualTo(0x3c00);
    assertThat(half(-2)).isEqualTo(0xc000);
    assertThat(half(65504)).isEqualTo(0x7bff);
    assertThat(half(1 + 0x1p-11f)).isEqualTo(0x3c00);
    assertThat(half(1 + 0x3p-11f)).isEqualTo(0x3c02);
    assertThat(half(1 + 0x1.1p-11f)).isEqualTo(0x3c01);
    assertThat(half(0x1p-14f)).isEqualTo(0x0400);
    assertThat(half(0x1p-24f)).isEqualTo(0x0001);
    assertThat(half(0x1p-25f)).isZero();
    assertThat(half(0x1.8p-25f)).isEqualTo(0x0001);
    assertThat(half(0x1p-30f)).isZero();
    assertThat(half(0x1.ffep-15f)).isEqualTo(0x0400);
  }

  private static int half(float value) {
    return Short.toUnsignedInt(HalfPrecision.half(value));
  }

  @Test
  void aGraphIsHalfAsLargeAndGivesNearlyTheSameLogits() throws Exception {
    byte[] graph = NETWORK.toOnnx(NETWORK.initial(new Random(1)));
    byte[] halved = HalfPrecision.weights(graph);

    assertThat((double) halved.length / graph.length).isLessThan(0.6);
    float[] input = new float[3 * 16 * 16 * 16];
    Random random = new Random(2);
    for (int v = 0; v < input.length; v++) {
      input[v] = (float) random.nextGaussian();
    }
    float[] expected = OnnxRun.run(graph, input, 3, 16, 16, 16);
    float[] actual = OnnxRun.run(halved, input, 3, 16, 16, 16);
    boolean differs = false;
    for (int v = 0; v < expected.length; v++) {
      assertThat(actual[v]).isCloseTo(expected[v], within(0.05f));
      differs |= actual[v] != expected[v];
    }
    assertThat(differs).isTrue();
  }

  @Test
  void aWeightBeyondSixteenBitsIsNamed() {
    Map<String, Tensor> weights = new LinkedHashMap<>(NETWORK.initial(new Random(1)).asMap());
    weights.get("enc_0.conv_0.weight").values()[3] = 70_000;
    byte[] graph = NETWORK.toOnnx(Weights.of(weights));
    assertThatThrownBy(() -> HalfPrecision.weights(graph))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("enc_0.conv_0.weight holds 70000");
  }

  @Test
  void bytesThatAreNoGraphAreRefused() {
    assertThatThrownBy(() -> HalfPrecision.weights(new byte[] {9, 9}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no ONNX graph");
  }
}
