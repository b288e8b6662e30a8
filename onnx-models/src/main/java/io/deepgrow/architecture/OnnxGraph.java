package io.deepgrow.architecture;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX graph under construction; every method returns the name of the value it adds. */
final class OnnxGraph {

  /** Operator set of the graphs. */
  static final int OPSET = 17;

  private static final int IR_VERSION = 8;

  private final OnnxMl.GraphProto.Builder graph;

  OnnxGraph(String name) {
    graph = OnnxMl.GraphProto.newBuilder().setName(name);
  }

  /** A float input; a number in {@code edges} is a fixed edge, other text names an open one. */
  String input(String name, List<String> edges) {
    graph.addInput(value(name, edges));
    return name;
  }

  /** Declares an existing value as output, edges as with {@link #input}. */
  void output(String name, List<String> edges) {
    graph.addOutput(value(name, edges));
  }

  String weights(String name, Tensor tensor) {
    float[] values = tensor.values();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    OnnxMl.TensorProto.Builder proto =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
            .setRawData(ByteString.copyFrom(bytes));
    tensor.shape().edges().forEach(proto::addDims);
    graph.addInitializer(proto);
    return name;
  }

  /** A one-dimensional int64 constant. */
  String integers(String name, long... values) {
    OnnxMl.TensorProto.Builder proto =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      proto.addInt64Data(value);
    }
    graph.addInitializer(proto);
    return name;
  }

  String node(
      String operator, String output, List<String> inputs, OnnxMl.AttributeProto... attributes) {
    graph.addNode(
        OnnxMl.NodeProto.newBuilder()
            .setOpType(operator)
            .setName(output + "/" + operator)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /** The bytes of the model file; equal for equal graphs. */
  byte[] toBytes(String documentation) {
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("deepgrow-pacs")
        .setDocString(documentation)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  static OnnxMl.AttributeProto integers(String name, List<Integer> values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    values.forEach(attribute::addInts);
    return attribute.build();
  }

  static OnnxMl.AttributeProto integer(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static OnnxMl.AttributeProto real(String name, float value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  static OnnxMl.AttributeProto text(String name, String value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static OnnxMl.ValueInfoProto value(String name, List<String> edges) {
    OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
    for (String edge : edges) {
      if (Character.isDigit(edge.charAt(0))) {
        shape.addDimBuilder().setDimValue(Long.parseLong(edge));
      } else {
        shape.addDimBuilder().setDimParam(edge);
      }
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
