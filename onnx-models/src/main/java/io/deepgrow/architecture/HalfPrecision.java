package io.deepgrow.architecture;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Weights of a graph in 16 bits, each with a {@code Cast} back to 32 behind it: half the file, the
 * same arithmetic on rounded weights.
 */
public final class HalfPrecision {

  /** Smaller tensors, biases among them, keep their 32 bits: they weigh nothing. */
  private static final int FEWEST = 1024;

  private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT.getNumber();
  private static final int HALF = OnnxMl.TensorProto.DataType.FLOAT16.getNumber();
  private static final float LARGEST = 65504;

  private HalfPrecision() {}

  /**
   * The same graph with its weights in 16 bits.
   *
   * @param onnx as {@link Architecture#toOnnx} writes it
   * @throws ModelException when a weight is beyond what 16 bits hold
   */
  public static byte[] weights(byte[] onnx) {
    OnnxMl.ModelProto.Builder model;
    try {
      model = OnnxMl.ModelProto.parseFrom(onnx).toBuilder();
    } catch (InvalidProtocolBufferException e) {
      throw new ModelException(ModelErrorCode.WEIGHTS_INVALID, "This is no ONNX graph", e);
    }
    OnnxMl.GraphProto.Builder graph = model.getGraphBuilder();
    int casts = 0;
    for (int n = 0; n < graph.getInitializerCount(); n++) {
      OnnxMl.TensorProto tensor = graph.getInitializer(n);
      int bytes = tensor.getRawData().size();
      if (tensor.getDataType() == FLOAT && bytes >= 4 * FEWEST) {
        String name = tensor.getName();
        graph.setInitializer(n, halved(tensor));
        graph.addNode(casts++, cast(name));
      }
    }
    return model.build().toByteArray();
  }

  private static OnnxMl.NodeProto cast(String name) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType("Cast")
        .setName(name + "/Cast")
        .addInput(name + ".half")
        .addOutput(name)
        .addAttribute(OnnxGraph.integer("to", FLOAT))
        .build();
  }

  private static OnnxMl.TensorProto halved(OnnxMl.TensorProto tensor) {
    ByteBuffer from = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.allocate(from.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      float value = from.getFloat();
      if (!(Math.abs(value) <= LARGEST)) {
        throw new ModelException(
            ModelErrorCode.WEIGHTS_INVALID,
            "Weight " + tensor.getName() + " holds " + value + ", which 16 bits do not");
      }
      to.putShort(half(value));
    }
    return tensor.toBuilder()
        .setName(tensor.getName() + ".half")
        .setDataType(HALF)
        .setRawData(ByteString.copyFrom(to.flip()))
        .build();
  }

  /** The nearest IEEE 754 binary16, ties to even. */
  static short half(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int exponent = ((bits >>> 23) & 0xff) - 127 + 15;
    int mantissa = bits & 0x7fffff;
    int shift = 13;
    if (exponent <= 0) {
      if (exponent < -10) {
        return (short) sign;
      }
      mantissa |= 0x800000;
      shift = 14 - exponent;
      exponent = 0;
    }
    int kept = mantissa >>> shift;
    int lost = mantissa & ((1 << shift) - 1);
    int tie = 1 << (shift - 1);
    if (lost > tie || (lost == tie && (kept & 1) != 0)) {
      kept++;
    }
    return (short) (sign | ((exponent << 10) + kept));
  }
}
