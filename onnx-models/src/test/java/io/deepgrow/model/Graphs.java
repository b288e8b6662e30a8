package io.deepgrow.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.deepgrow.architecture.CompactUNet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Small graphs for tests. */
public final class Graphs {

  private Graphs() {}

  /** A compact network of two levels, three channels, any grid of multiples of 4. */
  public static byte[] tiny() {
    return compact(3);
  }

  static byte[] compact(int channels) {
    CompactUNet network = new CompactUNet(channels, List.of(2, 3));
    return network.toOnnx(network.initial(new Random(1)));
  }

  /** The tiny network with something changed. */
  static byte[] tinyBut(Consumer<OnnxMl.ModelProto.Builder> change) {
    try {
      OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.parseFrom(tiny()).toBuilder();
      change.accept(model);
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
