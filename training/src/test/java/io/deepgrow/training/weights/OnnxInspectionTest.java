package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.model.Activation;
import io.deepgrow.model.InputChannel;
import io.deepgrow.volume.grid.GridSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class OnnxInspectionTest {

  static byte[] graph(int channels) {
    CompactUNet network = new CompactUNet(channels, List.of(2, 3));
    return network.toOnnx(network.initial(new Random(1)));
  }

  static byte[] graphBut(Consumer<OnnxMl.ModelProto.Builder> change) {
    try {
      OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(graph(3)).toBuilder();
      change.accept(model);
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The graph with a last node, and another output behind it. */
  static byte[] graphThen(String operator) {
    return graphBut(
        model -> {
          OnnxMl.GraphProto.Builder graph = model.getGraphBuilder();
          graph.addNode(
              OnnxMl.NodeProto.newBuilder()
                  .setOpType(operator)
                  .addInput(graph.getOutput(0).getName())
                  .addOutput("last"));
          graph.getOutputBuilder(0).setName("last");
        });
  }

  private static void fixInput(OnnxMl.ModelProto.Builder model, int axis, long edge) {
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(axis)
        .setDimValue(edge);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(byte[] graph) {
    return assertThatThrownBy(() -> OnnxInspection.of(graph)).isInstanceOf(WeightsException.class);
  }

  @Test
  void findsNamesChannelsAndWhatIsOpen() {
    OnnxInspection found = OnnxInspection.of(graph(3));
    assertThat(found.inputName()).isEqualTo("image");
    assertThat(found.outputName()).isEqualTo("logits");
    assertThat(found.inputEdges()).containsExactly(1L, 3L, -1L, -1L, -1L);
    assertThat(found.architecture()).startsWith("onnx from deepgrow-pacs , opset 17, ");
    PipelineDraft draft = found.draft();
    assertThat(draft.channels())
        .containsExactly(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE);
    assertThat(draft.grid()).isNull();
    assertThat(draft.activation()).isEqualTo(Activation.SIGMOID);
  }

  @Test
  void takesAFixedGridFromTheGraph() {
    OnnxInspection found =
        OnnxInspection.of(
            graphBut(
                model -> {
                  fixInput(model, 2, 16);
                  fixInput(model, 3, 24);
                  fixInput(model, 4, 32);
                }));
    assertThat(found.draft().grid()).isEqualTo(new GridSize(32, 24, 16));
    List<InputChannel> three = List.of(InputChannel.values()).subList(0, 3);
    found.check(three, new GridSize(32, 24, 16));
    assertThatThrownBy(() -> found.check(three, new GridSize(16, 24, 32)))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("[1, 3, 16, 24, 32], the options say [1, 3, 32, 24, 16]");
  }

  @Test
  void asksForTheMeaningOfOtherThanThreeChannels() {
    OnnxInspection found = OnnxInspection.of(graph(5));
    assertThat(found.draft().channels()).isNull();
    found.check(List.of(InputChannel.values()).subList(0, 5), GridSize.cube(8));
    assertThatThrownBy(() -> found.check(List.of(InputChannel.IMAGE), GridSize.cube(8)))
        .hasMessageContaining("[1, 5, -1, -1, -1]");
  }

  @Test
  void seesASigmoidAtTheEnd() {
    assertThat(OnnxInspection.of(graphThen("Sigmoid")).draft().activation())
        .isEqualTo(Activation.NONE);
    assertThat(OnnxInspection.of(graphThen("Identity")).endsWithSigmoid()).isFalse();
    assertThat(OnnxInspection.of(graphThen("Tanh")).endsWithSigmoid()).isFalse();
  }

  @Test
  void refusesWhatIsNoGraph() {
    assertRefused(new byte[0]).hasMessageContaining("no ONNX graph");
    assertRefused("hello, this is text".getBytes(StandardCharsets.UTF_8))
        .hasMessageContaining("no ONNX graph");
    byte[] graph = graph(3);
    assertRefused(Arrays.copyOf(graph, graph.length / 2)).hasMessageContaining("no ONNX graph");
  }

  @Test
  void refusesAnUnknownOperatorWithTheRuntimesReason() {
    assertRefused(graphThen("NoSuchOperator")).hasMessageContaining("NoSuchOperator");
  }

  @Test
  void refusesWeightsInAnotherFileBeforeTheRuntimeLooksForIt() {
    byte[] graph =
        graphBut(
            model ->
                model
                    .getGraphBuilder()
                    .getInitializerBuilder(0)
                    .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(
                        OnnxMl.StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue("../../etc/passwd")));
    assertRefused(graph)
        .hasMessageContaining("in another file")
        .hasMessageContaining("weights inside");
  }

  @Test
  void refusesSeveralInputsOrOutputs() {
    byte[] graph =
        graphBut(
            model ->
                model
                    .getGraphBuilder()
                    .addOutput(model.getGraph().getOutput(0).toBuilder().setName("image")));
    assertRefused(graph).hasMessage("The graph must have one output, it has logits, image");
  }

  @Test
  void refusesAnInputThatIsNoVolume() {
    byte[] graph =
        graphBut(
            model -> {
              OnnxMl.GraphProto.Builder builder = model.getGraphBuilder().clearNode();
              builder.clearInitializer();
              builder
                  .getInputBuilder(0)
                  .getTypeBuilder()
                  .getTensorTypeBuilder()
                  .getShapeBuilder()
                  .removeDim(4);
              builder.addNode(
                  OnnxMl.NodeProto.newBuilder()
                      .setOpType("Identity")
                      .addInput("image")
                      .addOutput("logits"));
              builder.getOutputBuilder(0).clearType().setType(builder.getInput(0).getType());
            });
    assertRefused(graph).hasMessageContaining("input image must be float32 [n, c, k, j, i]");
  }
}
