package io.deepgrow.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.architecture.BasicUNet.Edges;
import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.model.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every architecture promises. */
class ArchitectureTest {

  static Stream<Architecture> architectures() {
    List<Integer> features = List.of(2, 2, 4, 4, 4, 2);
    return Stream.of(
        new CompactUNet(3, List.of(2, 3)),
        new CompactUNet(4, List.of(2, 3, 4, 5)),
        BasicUNet.of(features, Residual.NONE),
        BasicUNet.of(features, Residual.PROJECTED),
        new BasicUNet(4, features, Residual.IDENTITY, Edges.MULTIPLE_OF_16));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void startsWithAWeightForEveryParameter(Architecture architecture) {
    Weights initial = architecture.initial(new Random(1));
    assertThat(initial.parameterCount()).isEqualTo(architecture.parameterCount());
    assertThat(initial.asMap().keySet())
        .containsExactlyElementsOf(architecture.parameterShapes().keySet());
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void startsWithTheSameWeightsForTheSameSeed(Architecture architecture) {
    assertThat(onnx(architecture, 3)).isEqualTo(onnx(architecture, 3));
    assertThat(onnx(architecture, 3)).isNotEqualTo(onnx(architecture, 4));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void writesEachWeightUnderItsName(Architecture architecture)
      throws InvalidProtocolBufferException {
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(onnx(architecture, 1)).getGraph();
    Map<String, Shape> written = new LinkedHashMap<>();
    for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
      if (architecture.parameterShapes().containsKey(tensor.getName())) {
        int[] edges = tensor.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
        assertThat(written.put(tensor.getName(), Shape.of(edges))).isNull();
      }
    }
    assertThat(written).containsExactlyInAnyOrderEntriesOf(architecture.parameterShapes());
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void writesAWellFormedGraph(Architecture architecture) throws InvalidProtocolBufferException {
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(onnx(architecture, 1));
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(OnnxGraph.OPSET);
    assertThat(model.getDocString()).isEqualTo(architecture.describe());
    Set<String> known = new TreeSet<>(Set.of("", Architecture.INPUT));
    for (OnnxMl.TensorProto tensor : model.getGraph().getInitializerList()) {
      assertThat(known.add(tensor.getName())).as(tensor.getName()).isTrue();
    }
    for (OnnxMl.NodeProto node : model.getGraph().getNodeList()) {
      assertThat(known).as(node.getName()).containsAll(node.getInputList());
      assertThat(known.add(node.getOutput(0))).as(node.getName()).isTrue();
    }
    assertThat(known).contains(Architecture.OUTPUT);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void declaresItsInputAndOutput(Architecture architecture) throws InvalidProtocolBufferException {
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(onnx(architecture, 1)).getGraph();
    assertThat(graph.getInputCount()).isOne();
    assertThat(edges(graph.getInput(0)))
        .containsExactly(
            "1", String.valueOf(architecture.inputChannels()), "depth", "height", "width");
    assertThat(edges(graph.getOutput(0))).containsExactly("1", "1", "depth", "height", "width");
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void answersOnTheGridItWasAsked(Architecture architecture) {
    int step = Math.max(architecture.edgeMultiple(), 16);
    int d = 2 * step;
    int h = 3 * step;
    float[] input = new float[architecture.inputChannels() * d * h * step * 2];
    float[] logits =
        OnnxRun.run(onnx(architecture, 1), input, architecture.inputChannels(), d, h, 2 * step);
    assertThat(logits).hasSize(d * h * 2 * step).doesNotContain(Float.NaN);
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void missesAnyWeightThatIsTakenAway(Architecture architecture) {
    Weights initial = architecture.initial(new Random(1));
    for (String name : architecture.parameterShapes().keySet()) {
      Map<String, Tensor> fewer = new LinkedHashMap<>(initial.asMap());
      fewer.remove(name);
      assertThatExceptionOfType(ModelException.class)
          .isThrownBy(() -> architecture.toOnnx(Weights.of(fewer)))
          .withMessageContaining("missing [" + name + "]");
    }
  }

  private static byte[] onnx(Architecture architecture, int seed) {
    return architecture.toOnnx(architecture.initial(new Random(seed)));
  }

  private static List<String> edges(OnnxMl.ValueInfoProto value) {
    List<String> edges = new ArrayList<>();
    for (OnnxMl.TensorShapeProto.Dimension dim :
        value.getType().getTensorType().getShape().getDimList()) {
      edges.add(dim.hasDimParam() ? dim.getDimParam() : String.valueOf(dim.getDimValue()));
    }
    return edges;
  }
}
