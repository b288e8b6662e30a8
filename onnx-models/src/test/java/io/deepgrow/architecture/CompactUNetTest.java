package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.model.ModelException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompactUNetTest {

  private final CompactUNet small = new CompactUNet(3, List.of(3, 4, 5));

  @Test
  void hasTheParametersOfTheMeasuredDesign() {
    assertThat(CompactUNet.standard().parameterCount()).isEqualTo(2_328_920);
    assertThat(CompactUNet.standard().edgeMultiple()).isEqualTo(16);
    assertThat(CompactUNet.standard().describe()).isEqualTo("compact-unet 24,48,96,192");
  }

  @Test
  void ordersItsLayersFromInputToHead() {
    assertThat(small.parameterShapes().keySet())
        .startsWith("enc_0.conv_0.weight", "enc_0.conv_0.bias", "enc_0.conv_1.weight")
        .endsWith(
            "dec_0.project.weight",
            "dec_0.conv_0.weight",
            "dec_0.conv_0.bias",
            "head.weight",
            "head.bias");
  }

  @Test
  void computesWhatItsLayersSay() {
    Weights weights = withBiases(small.initial(new Random(1)));
    float[] input = values(3 * 8 * 16 * 24, 2);
    float[] logits = OnnxRun.run(small.toOnnx(weights), input, 3, 8, 16, 24);
    assertClose(logits, forward(Field.of(3, 8, 16, 24, input), weights, false));
  }

  @Test
  void takesSeveralGridsInOneGraph() {
    byte[] model = small.toOnnx(small.initial(new Random(1)));
    assertThat(OnnxRun.run(model, values(3 * 512, 1), 3, 8, 8, 8)).hasSize(512);
    assertThat(OnnxRun.run(model, values(3 * 4096, 1), 3, 16, 16, 16)).hasSize(4096);
  }

  @Test
  void takesAFourthChannel() {
    CompactUNet four = new CompactUNet(4, List.of(3, 4));
    byte[] model = four.toOnnx(four.initial(new Random(1)));
    assertThat(OnnxRun.run(model, values(4 * 512, 1), 4, 8, 8, 8)).hasSize(512);
  }

  @Test
  void foldsBatchNormalisation() {
    Weights trained = trained(new Random(5));
    float[] input = values(3 * 8 * 8 * 8, 3);
    float[] logits = OnnxRun.run(small.toOnnx(trained), input, 3, 8, 8, 8);
    assertClose(logits, forward(Field.of(3, 8, 8, 8, input), trained, true));
  }

  @Test
  void writesTheSameBytesForTheSameWeights() {
    byte[] model = small.toOnnx(small.initial(new Random(7)));
    assertThat(small.toOnnx(small.initial(new Random(7)))).isEqualTo(model);
  }

  @Test
  void namesAMissingAndAnUnexpectedWeight() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(small.initial(new Random(1)).asMap());
    tensors.put("haed.bias", tensors.remove("head.bias"));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> small.toOnnx(Weights.of(tensors)))
        .withMessageContainingAll("missing [head.bias]", "unexpected [haed.bias]");
  }

  @Test
  void namesAMisshapenWeight() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(small.initial(new Random(1)).asMap());
    tensors.put("head.bias", Tensor.of(Shape.of(1), 0));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> small.toOnnx(Weights.of(tensors)))
        .withMessageContainingAll("head.bias", "[1]", "[8]");
  }

  @Test
  void refusesWidthsThatMakeNoNetwork() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CompactUNet(3, List.of(8)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CompactUNet(3, List.of(8, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CompactUNet(0, List.of(8, 8)));
  }

  /** The architecture once more, as plain loops. */
  private Field forward(Field x, Weights weights, boolean normalised) {
    Field[] skips = new Field[3];
    for (int level = 0; level < 3; level++) {
      Field in = level == 0 ? x : x.maxPool();
      x = block(in, weights, "enc_" + level + ".conv_0", level == 0 ? 2 : 1, normalised);
      x = block(x, weights, "enc_" + level + ".conv_1", 1, normalised);
      skips[level] = x;
    }
    for (int level = 1; level >= 0; level--) {
      x = x.conv(weights, "dec_" + level + ".project", 1).nearestTwice().plus(skips[level]);
      x = block(x, weights, "dec_" + level + ".conv_0", 1, normalised);
    }
    return x.conv(weights, "head", 1).depthToSpace();
  }

  private static Field block(
      Field x, Weights weights, String name, int stride, boolean normalised) {
    Field conv = x.conv(weights, name, stride);
    return (normalised ? conv.batchNorm(weights, name) : conv).relu();
  }

  private Weights trained(Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    small
        .trainingShapes()
        .forEach(
            (name, shape) -> {
              double base = name.endsWith(".var") || name.endsWith(".gamma") ? 1 : 0;
              double scale = name.contains("norm") ? 0.5 : 0.2;
              float[] values = new float[shape.elements()];
              for (int n = 0; n < values.length; n++) {
                values[n] = (float) (base + scale * (2 * random.nextDouble() - 1));
              }
              tensors.put(name, Tensor.of(shape, values));
            });
    return Weights.of(tensors);
  }

  private static Weights withBiases(Weights weights) {
    weights
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (name.endsWith(".bias")) {
                System.arraycopy(
                    values(tensor.values().length, 9),
                    0,
                    tensor.values(),
                    0,
                    tensor.values().length);
              }
            });
    return weights;
  }

  private static float[] values(int length, int seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int n = 0; n < length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void assertClose(float[] logits, Field expected) {
    assertThat(logits).hasSize(expected.v().length);
    for (int n = 0; n < logits.length; n++) {
      assertThat((double) logits[n]).as("logit %d", n).isCloseTo(expected.v()[n], within(2e-5));
    }
  }
}
