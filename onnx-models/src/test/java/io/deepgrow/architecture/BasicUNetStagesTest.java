package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.architecture.BasicUNet.Residual;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network stage by stage: against the reference values, and against plain loops. */
class BasicUNetStagesTest {

  private static final List<Integer> THIN = List.of(2, 2, 4, 4, 4, 2);

  @Test
  void matchesTheReferenceAfterEveryStage() {
    byte[] model = BasicUNet.of(TinyNetwork.FEATURES, Residual.NONE).toOnnx(TinyNetwork.weights());
    for (JsonNode forward : TinyNetwork.REFERENCE.get("forward_cases")) {
      Field input = TinyNetwork.input(forward);
      for (JsonNode stage : forward.get("stages")) {
        String name = stage.get("stage").asText();
        float[] values =
            OnnxRun.run(alsoShowing(model, lastValue(name)), input, "image", lastValue(name));
        assertSums(stage, values);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Residual.class)
  void computesWhatItsLayersSay(Residual residual) {
    BasicUNet network = BasicUNet.of(THIN, residual);
    Weights weights = network.initial(new Random(1));
    Random random = new Random(2);
    weights
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (name.contains(".residual.")) {
                for (int n = 0; n < tensor.values().length; n++) {
                  tensor.values()[n] = (float) (0.5 * random.nextGaussian());
                }
              }
            });
    float[] values = new float[3 * 34 * 16 * 19];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) random.nextGaussian();
    }
    Field input = Field.of(3, 34, 16, 19, values);
    float[] logits = OnnxRun.run(network.toOnnx(weights), input, "image", "logits");
    double[] expected = forward(input, weights, residual).v();
    for (int n = 0; n < logits.length; n++) {
      assertThat((double) logits[n]).isCloseTo(expected[n], within(1e-4));
    }
  }

  private static Field forward(Field x, Weights weights, Residual residual) {
    Field[] skips = new Field[5];
    for (int level = 0; level < 5; level++) {
      String name = level == 0 ? "conv_0" : "down_" + level;
      x = stage(level == 0 ? x : x.even().maxPool(), weights, name, residual);
      skips[level] = x;
    }
    for (int level = 4; level >= 1; level--) {
      String name = "upcat_" + level;
      Field up = x.deconv(weights, name + ".upsample.deconv").padTo(skips[level - 1]);
      x = stage(skips[level - 1].concat(up), weights, name, residual);
    }
    return x.conv(weights, "final_conv", 1);
  }

  private static Field stage(Field x, Weights weights, String name, Residual residual) {
    String prefix = name.equals("conv_0") ? name : name + ".convs";
    Field first = block(x, weights, prefix + ".conv_0");
    Field second = block(first, weights, prefix + ".conv_1");
    return switch (residual) {
      case NONE -> second;
      case IDENTITY -> second.plus(first);
      case PROJECTED -> second.plus(x.conv(weights, name + ".residual", 1));
    };
  }

  private static Field block(Field x, Weights weights, String name) {
    return x.conv(weights, name + ".conv", 1)
        .instanceNorm(weights, name + ".adn.N", 1e-5)
        .leakyRelu(0.1);
  }

  private static String lastValue(String stage) {
    return switch (stage) {
      case "logits" -> "logits";
      case "conv_0" -> "conv_0.conv_1.act";
      default -> stage + ".convs.conv_1.act";
    };
  }

  private static byte[] alsoShowing(byte[] model, String value) {
    if (value.equals("logits")) {
      return model;
    }
    try {
      OnnxMl.ModelProto.Builder builder = OnnxMl.ModelProto.parseFrom(model).toBuilder();
      builder
          .getGraphBuilder()
          .addOutput(builder.getGraph().getOutput(0).toBuilder().clearType().setName(value));
      return builder.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSums(JsonNode stage, float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    String name = stage.get("stage").asText();
    assertThat(values).as(name).hasSize(new Shape(Vectors.integers(stage.get("shape"))).elements());
    assertThat(sum).as(name).isCloseTo(stage.get("sum").asDouble(), tolerance(stage, "sum"));
    assertThat(squares)
        .as(name)
        .isCloseTo(stage.get("sum_of_squares").asDouble(), tolerance(stage, "sum_of_squares"));
    JsonNode samples = stage.get("values_at_flat_0_1_last");
    assertThat((double) values[0]).as(name).isCloseTo(samples.get(0).asDouble(), within(2e-5));
    assertThat((double) values[values.length - 1])
        .as(name)
        .isCloseTo(samples.get(2).asDouble(), within(3e-5));
  }

  private static Offset<Double> tolerance(JsonNode stage, String field) {
    return within(Math.max(1e-2, 1e-4 * Math.abs(stage.get(field).asDouble())));
  }
}
