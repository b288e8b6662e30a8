package io.deepgrow.architecture;

import io.deepgrow.model.ModelException;
import java.util.Map;
import java.util.Random;

/**
 * A network that can be written as ONNX: input {@code image} float32 {@code [1, channels, D, H, W]}
 * (that is {@code [1, c, k, j, i]}), output {@code logits} float32 {@code [1, 1, D, H, W]}, opset
 * 17, with D, H and W left open.
 */
public sealed interface Architecture permits CompactUNet, BasicUNet {

  /** Name of the input tensor of every graph written here. */
  String INPUT = "image";

  /** Name of the output tensor of every graph written here. */
  String OUTPUT = "logits";

  /** Number of input channels. */
  int inputChannels();

  /** Edges of the input must be multiples of this; 1 when any edge serves. */
  int edgeMultiple();

  /** Names and shapes of the weights, in the order of the layers. */
  Map<String, Shape> parameterShapes();

  /** Weights to start from: the same for the same state of the generator. */
  Weights initial(Random random);

  /**
   * The network with these weights as the bytes of a {@code model.onnx}.
   *
   * @throws ModelException when names or shapes do not fit
   */
  byte[] toOnnx(Weights weights);

  /** A short name with the widths, such as {@code compact-unet 24,48,96,192}. */
  String describe();

  /** Number of weight values. */
  default long parameterCount() {
    return parameterShapes().values().stream().mapToLong(Shape::elements).sum();
  }
}
