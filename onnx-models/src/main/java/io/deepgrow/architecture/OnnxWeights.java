package io.deepgrow.architecture;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the weights back out of a graph that {@link Architecture#toOnnx} wrote. */
public final class OnnxWeights {

  private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT.getNumber();

  private OnnxWeights() {}

  /**
   * The weights of a network, in the order of its layers; the graph's other constants are left.
   *
   * @throws ModelException when the bytes are no graph, or a weight is missing, misshapen or not of
   *     32 bits
   */
  public static Weights of(Architecture network, byte[] onnx) {
    OnnxMl.GraphProto graph;
    try {
      graph = OnnxMl.ModelProto.parseFrom(onnx).getGraph();
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException(ModelErrorCode.WEIGHTS_INVALID, "This is no ONNX graph", e);
    }
    Map<String, Shape> wanted = network.parameterShapes();
    Map<String, Tensor> found = new LinkedHashMap<>();
    for (OnnxMl.TensorProto tensor : graph.getInitializerList()) {
      if (wanted.containsKey(tensor.getName())) {
        found.put(tensor.getName(), tensor(tensor));
      }
    }
    return Weights.of(found).requireShapes(wanted);
  }

  private static Tensor tensor(OnnxMl.TensorProto proto) {
    List<Long> dims = proto.getDimsList();
    int[] edges = new int[dims.size()];
    long elements = 1;
    for (int n = 0; n < edges.length; n++) {
      elements *= Math.min(Integer.MAX_VALUE, Math.max(0, dims.get(n)));
      edges[n] = (int) Math.min(Integer.MAX_VALUE, dims.get(n));
      elements = Math.min(Integer.MAX_VALUE, elements);
    }
    if (proto.getDataType() != FLOAT || proto.getRawData().size() != 4 * elements) {
      throw new ModelException(
          ModelErrorCode.WEIGHTS_INVALID,
          "Weight " + proto.getName() + " is not stored as " + elements + " values of 32 bits");
    }
    float[] values = new float[(int) elements];
    proto
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return Tensor.of(Shape.of(edges), values);
  }
}
