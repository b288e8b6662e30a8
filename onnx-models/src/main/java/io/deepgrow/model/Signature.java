package io.deepgrow.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.Map;

/** Holds a graph's inputs and outputs against what its descriptor says. */
final class Signature {

  private Signature() {}

  /**
   * Fixed edges of the input {@code [n, c, k, j, i]}, −1 where open.
   *
   * @throws ModelException when input or output are not as described
   */
  static long[] check(
      ModelDescriptor model, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    if (inputs.size() != 1) {
      throw mismatch(model, "the graph must have one input, it has " + inputs.keySet());
    }
    long[] input = shape(model, "input", model.inputName(), inputs);
    long[] output = shape(model, "output", model.outputName(), outputs);
    int channels = model.channels().size();
    if (input[1] != channels && input[1] != -1) {
      throw mismatch(
          model, "the graph takes " + input[1] + " channels, the descriptor names " + channels);
    }
    if (output[1] != 1 && output[1] != -1) {
      throw mismatch(model, "the graph answers with " + output[1] + " channels instead of 1");
    }
    if (!fits(input, model.gridSize())) {
      throw mismatch(
          model, "the graph takes " + Arrays.toString(input) + ", not " + model.gridSize());
    }
    return input;
  }

  /** Whether a grid fits fixed edges. */
  static boolean fits(long[] input, GridSize grid) {
    return (input[0] == 1 || input[0] == -1)
        && (input[2] == grid.k() || input[2] == -1)
        && (input[3] == grid.j() || input[3] == -1)
        && (input[4] == grid.i() || input[4] == -1);
  }

  private static long[] shape(
      ModelDescriptor model, String role, String name, Map<String, NodeInfo> values) {
    NodeInfo node = values.get(name);
    if (node == null) {
      throw mismatch(
          model, "the graph has no " + role + " \"" + name + "\"; it has " + values.keySet());
    }
    if (!(node.getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.FLOAT
        || info.getShape().length != 5) {
      throw mismatch(
          model, role + " \"" + name + "\" must be float [n, c, k, j, i], it is " + node.getInfo());
    }
    return info.getShape();
  }

  private static ModelException mismatch(ModelDescriptor model, String reason) {
    return new ModelException(
        ModelErrorCode.SIGNATURE_MISMATCH, "Model " + model.id() + ": " + reason);
  }
}
