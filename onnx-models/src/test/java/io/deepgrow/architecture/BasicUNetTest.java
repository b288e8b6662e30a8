package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.architecture.BasicUNet.Edges;
import io.deepgrow.architecture.BasicUNet.Residual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasicUNetTest {

  private static final JsonNode PARAMETERS = Vectors.read("parameters.json");

  @Test
  void hasExactlyThePublishedParameters() {
    assertThat(BasicUNet.full().parameterCount())
        .isEqualTo(22_627_009)
        .isEqualTo(PARAMETERS.get("total").asLong());
    assertThat(BasicUNet.full().parameterShapes()).hasSize(PARAMETERS.get("tensors").asInt());
  }

  @Test
  void namesAndShapesItsWeightsAsPublished() {
    List<String> names = new ArrayList<>();
    Map<String, Shape> shapes = BasicUNet.full().parameterShapes();
    for (JsonNode layer : PARAMETERS.get("layers")) {
      String weight = layer.get("layer").asText() + ".weight";
      layer.get("state_dict").forEach(n -> names.add(n.asText()));
      assertThat(shapes.get(weight))
          .as(weight)
          .isEqualTo(new Shape(Vectors.integers(layer.get("weight_shape"))));
    }
    assertThat(shapes.keySet()).containsExactlyElementsOf(names);
  }

  @Test
  void countsTheParametersOfOtherFeatures() {
    for (JsonNode set : PARAMETERS.get("other_feature_sets_same_structure")) {
      BasicUNet network = BasicUNet.of(Vectors.integers(set.get("features")), Residual.NONE);
      assertThat(network.parameterCount()).isEqualTo(set.get("params").asLong());
    }
  }

  @Test
  void growsOnlyByProjectedShortcuts() {
    List<Integer> features = BasicUNet.full().features();
    assertThat(BasicUNet.of(features, Residual.IDENTITY).parameterCount()).isEqualTo(22_627_009);
    assertThat(BasicUNet.of(features, Residual.PROJECTED).parameterCount())
        .isEqualTo(PARAMETERS.at("/residual_variant/total").asLong())
        .isEqualTo(22_977_761);
  }

  static List<JsonNode> forwardCases() {
    return StreamSupport.stream(TinyNetwork.REFERENCE.get("forward_cases").spliterator(), false)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("forwardCases")
  void computesTheReferenceLogits(JsonNode forward) {
    List<Integer> shape = Vectors.integers(forward.get("input_shape"));
    float[] logits =
        OnnxRun.run(
            BasicUNet.of(TinyNetwork.FEATURES, Residual.NONE).toOnnx(TinyNetwork.weights()),
            TinyNetwork.input(shape, forward.get("input_seed").asLong()),
            shape.get(0),
            shape.get(1),
            shape.get(2),
            shape.get(3));
    JsonNode expected = forward.get("logits");
    List<Integer> places = Vectors.integers(forward.get("logit_flat_indices"));
    for (int n = 0; n < places.size(); n++) {
      assertThat((double) logits[places.get(n)])
          .isCloseTo(expected.get(n).asDouble(), within(3e-5));
    }
    int mask = 0;
    for (float logit : logits) {
      mask += logit >= 0 ? 1 : 0;
    }
    assertThat(mask).isCloseTo(forward.get("mask_voxels_sigmoid_ge_half").asInt(), within(3));
  }

  @Test
  void needsNoPaddingForMultiplesOf16() throws InvalidProtocolBufferException {
    BasicUNet plain = new BasicUNet(3, TinyNetwork.FEATURES, Residual.NONE, Edges.MULTIPLE_OF_16);
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(plain.toOnnx(TinyNetwork.weights()));
    assertThat(model.getGraph().getNodeCount()).isEqualTo(67);
    assertThat(model.getGraph().getInitializerCount()).isEqualTo(82);
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(plain.edgeMultiple()).isEqualTo(16);

    float[] input = TinyNetwork.input(List.of(3, 32, 16, 16), 4);
    assertThat(OnnxRun.run(plain.toOnnx(TinyNetwork.weights()), input, 3, 32, 16, 16))
        .isEqualTo(
            OnnxRun.run(
                BasicUNet.of(TinyNetwork.FEATURES, Residual.NONE).toOnnx(TinyNetwork.weights()),
                input,
                3,
                32,
                16,
                16));
  }

  @Test
  void equalsThePlainNetworkWhileItsProjectionsAreZero() {
    BasicUNet projected = BasicUNet.of(TinyNetwork.FEATURES, Residual.PROJECTED);
    Map<String, Tensor> tensors = new LinkedHashMap<>(projected.initial(new Random(1)).asMap());
    tensors.putAll(TinyNetwork.weights().asMap());
    float[] input = TinyNetwork.input(List.of(3, 32, 32, 32), 4);
    assertThat(OnnxRun.run(projected.toOnnx(Weights.of(tensors)), input, 3, 32, 32, 32))
        .isEqualTo(
            OnnxRun.run(
                BasicUNet.of(TinyNetwork.FEATURES, Residual.NONE).toOnnx(TinyNetwork.weights()),
                input,
                3,
                32,
                32,
                32));
  }

  @Test
  void identityShortcutsChangeTheLogits() {
    float[] input = TinyNetwork.input(List.of(3, 32, 32, 32), 4);
    assertThat(
            OnnxRun.run(
                BasicUNet.of(TinyNetwork.FEATURES, Residual.IDENTITY).toOnnx(TinyNetwork.weights()),
                input,
                3,
                32,
                32,
                32))
        .isNotEqualTo(
            OnnxRun.run(
                BasicUNet.of(TinyNetwork.FEATURES, Residual.NONE).toOnnx(TinyNetwork.weights()),
                input,
                3,
                32,
                32,
                32));
  }

  @Test
  void startsFromTheDefaultsOfTheTrainingEngine() {
    Weights weights = BasicUNet.full().initial(new Random(1));
    float bound = (float) (1 / Math.sqrt(3 * 27));
    assertThat(largest(weights.get("conv_0.conv_0.conv.weight"))).isBetween(0.9f * bound, bound);
    assertThat(weights.get("conv_0.conv_0.adn.N.weight").values()).containsOnly(1);
    assertThat(weights.get("conv_0.conv_0.adn.N.bias").values()).containsOnly(0);
    assertThat(largest(weights.get("upcat_1.upsample.deconv.bias")))
        .isLessThanOrEqualTo((float) (1 / Math.sqrt(64 * 8)));
  }

  private static float largest(Tensor tensor) {
    float largest = 0;
    for (float value : tensor.values()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Test
  void refusesFeaturesThatMakeNoNetwork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BasicUNet.of(List.of(4, 6, 8, 10, 12), Residual.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BasicUNet.of(List.of(4, 6, 8, 10, 13, 4), Residual.NONE));
  }
}
