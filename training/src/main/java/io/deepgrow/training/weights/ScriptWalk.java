package io.deepgrow.training.weights;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors of a TorchScript module by their path of attribute names. */
final class ScriptWalk {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_OBJECTS = 10_000;

  private final Map<String, TensorView> tensors = new LinkedHashMap<>();
  private int objects;

  private ScriptWalk() {}

  /**
   * The named tensors.
   *
   * @throws WeightsException when there are none, as in a frozen module, whose tensors lost their
   *     names
   */
  static Map<String, TensorView> tensors(Object root) {
    ScriptWalk walk = new ScriptWalk();
    if (root instanceof Pickled.ScriptObject module) {
      walk.visit(module, "", 1);
    }
    if (walk.tensors.isEmpty()) {
      throw new WeightsException(
          "The TorchScript archive names no tensors, as when it was frozen; use the .pt checkpoint"
              + " or an ONNX export");
    }
    return walk.tensors;
  }

  private void visit(Pickled.ScriptObject module, String prefix, int depth) {
    if (depth > MAX_DEPTH || ++objects > MAX_OBJECTS) {
      throw new WeightsException("The TorchScript archive nests too many objects");
    }
    module
        .attributes()
        .forEach(
            (key, value) -> {
              String name = prefix + key;
              if (value instanceof TensorView view) {
                tensors.put(name, view);
              } else if (value instanceof Pickled.ScriptObject child) {
                visit(child, name + ".", depth + 1);
              }
            });
  }
}
