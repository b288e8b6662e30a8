package io.deepgrow.training.weights;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.model.Activation;
import io.deepgrow.model.InputChannel;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign ONNX graph says of itself.
 *
 * @param architecture producer, operator set and size, for people
 * @param inputEdges {@code [n, c, k, j, i]}, −1 where open
 * @param endsWithSigmoid whether it answers probabilities
 */
public record OnnxInspection(
    String inputName,
    String outputName,
    String architecture,
    List<Long> inputEdges,
    boolean endsWithSigmoid) {

  private static final int RANK = 5;

  /**
   * Loads the graph in ONNX Runtime and looks at its inputs and outputs.
   *
   * @throws WeightsException when it is none, has its weights in another file, or does not have one
   *     float input and output of five axes
   */
  public static OnnxInspection of(byte[] graph) {
    ModelProto model = parse(graph);
    refuseSideFiles(model.getGraph());
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = OrtEnvironment.getEnvironment().createSession(graph, options)) {
      Map.Entry<String, NodeInfo> input = only("input", session.getInputInfo());
      Map.Entry<String, NodeInfo> output = only("output", session.getOutputInfo());
      long[] inputEdges = edges("input", input);
      long[] outputEdges = edges("output", output);
      if (outputEdges[1] != 1 && outputEdges[1] != -1) {
        throw new WeightsException(
            "The graph's output has %d channels instead of 1".formatted(outputEdges[1]));
      }
      return new OnnxInspection(
          input.getKey(),
          output.getKey(),
          describe(model),
          Arrays.stream(inputEdges).boxed().toList(),
          endsWithSigmoid(model.getGraph(), output.getKey()));
    } catch (OrtException e) {
      throw new WeightsException("ONNX Runtime cannot load the graph: " + e.getMessage(), e);
    }
  }

  /** What this says of how the network is used: channels if three, grid if fixed, activation. */
  public PipelineDraft draft() {
    PipelineDraft published = PipelineDraft.published();
    return new PipelineDraft(
        inputEdges.get(1) == 3 ? published.channels() : null,
        grid(),
        null,
        null,
        null,
        null,
        null,
        endsWithSigmoid ? Activation.NONE : Activation.SIGMOID,
        null);
  }

  /**
   * Refuses channels and a grid that the graph does not take, before the runtime does.
   *
   * @throws WeightsException naming both
   */
  public void check(List<InputChannel> channels, GridSize grid) {
    List<Long> wanted =
        List.of(1L, (long) channels.size(), (long) grid.k(), (long) grid.j(), (long) grid.i());
    for (int axis = 0; axis < RANK; axis++) {
      long edge = inputEdges.get(axis);
      if (edge != -1 && edge != wanted.get(axis)) {
        throw new WeightsException(
            "The graph takes [n, c, k, j, i] = " + inputEdges + ", the options say " + wanted);
      }
    }
  }

  private @Nullable GridSize grid() {
    long[] edges = inputEdges.stream().mapToLong(Long::longValue).toArray();
    return edges[2] > 0 && edges[3] > 0 && edges[4] > 0
        ? new GridSize((int) edges[4], (int) edges[3], (int) edges[2])
        : null;
  }

  private static ModelProto parse(byte[] graph) {
    try {
      ModelProto model = ModelProto.parseFrom(graph);
      if (model.hasGraph() && model.getGraph().getNodeCount() > 0) {
        return model;
      }
    } catch (InvalidProtocolBufferException e) {
      throw new WeightsException("The file is no ONNX graph", e);
    }
    throw new WeightsException("The file is no ONNX graph, or an empty one");
  }

  private static void refuseSideFiles(GraphProto graph) {
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
        throw new WeightsException(
            "The graph keeps weight "
                + Names.printable(tensor.getName())
                + " in another file; export it again with all weights inside");
      }
    }
  }

  private static Map.Entry<String, NodeInfo> only(String role, Map<String, NodeInfo> values) {
    if (values.size() != 1) {
      throw new WeightsException(
          "The graph must have one %s, it has %s".formatted(role, Names.some(values.keySet())));
    }
    return values.entrySet().iterator().next();
  }

  private static long[] edges(String role, Map.Entry<String, NodeInfo> value) {
    if (value.getValue().getInfo() instanceof TensorInfo info
        && info.type == OnnxJavaType.FLOAT
        && info.getShape().length == RANK) {
      return info.getShape();
    }
    throw new WeightsException(
        "The graph's %s %s must be float32 [n, c, k, j, i], it is %s"
            .formatted(role, Names.printable(value.getKey()), value.getValue().getInfo()));
  }

  /** Follows the output back through nodes that change nothing. */
  private static boolean endsWithSigmoid(GraphProto graph, String output) {
    String value = output;
    for (int n = graph.getNodeCount() - 1; n >= 0; n--) {
      NodeProto node = graph.getNode(n);
      if (node.getOutputList().contains(value)) {
        if (!node.getOpType().equals("Identity")) {
          return node.getOpType().equals("Sigmoid");
        }
        value = node.getInput(0);
      }
    }
    return false;
  }

  private static String describe(ModelProto model) {
    String producer = model.getProducerName().isBlank() ? "unknown" : model.getProducerName();
    return "onnx from %s %s, opset %d, %d nodes"
        .formatted(
            Names.printable(producer),
            Names.printable(model.getProducerVersion()),
            model.getOpsetImportCount() == 0 ? 0 : model.getOpsetImport(0).getVersion(),
            model.getGraph().getNodeCount());
  }
}
