package io.deepgrow.architecture;

import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of a network by name, in the order of its layers. */
public final class Weights {

  private final Map<String, Tensor> tensors;

  private Weights(Map<String, Tensor> tensors) {
    this.tensors = tensors;
  }

  public static Weights of(Map<String, Tensor> tensors) {
    return new Weights(Collections.unmodifiableMap(new LinkedHashMap<>(tensors)));
  }

  /**
   * The tensor of a name.
   *
   * @throws ModelException when there is none
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelException(ModelErrorCode.WEIGHTS_INVALID, "Weight " + name + " is missing");
    }
    return tensor;
  }

  public boolean contains(String name) {
    return tensors.containsKey(name);
  }

  /** In the order of the layers, unmodifiable. */
  public Map<String, Tensor> asMap() {
    return tensors;
  }

  /** Number of values in all tensors. */
  public long parameterCount() {
    return tensors.values().stream().mapToLong(t -> t.values().length).sum();
  }

  /**
   * These weights if their names and shapes are exactly the expected ones, in the expected order.
   *
   * @throws ModelException naming what is missing, unexpected or misshapen
   */
  Weights requireShapes(Map<String, Shape> expected) {
    Set<String> missing = new TreeSet<>(expected.keySet());
    missing.removeAll(tensors.keySet());
    Set<String> unexpected = new TreeSet<>(tensors.keySet());
    unexpected.removeAll(expected.keySet());
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw new ModelException(
          ModelErrorCode.WEIGHTS_INVALID,
          "Weights do not fit the network: missing " + missing + ", unexpected " + unexpected);
    }
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    expected.forEach(
        (name, shape) -> {
          Tensor tensor = get(name);
          if (!tensor.shape().equals(shape)) {
            throw new ModelException(
                ModelErrorCode.WEIGHTS_INVALID,
                "Weight " + name + " has shape " + tensor.shape() + ", the network needs " + shape);
          }
          ordered.put(name, tensor);
        });
    return of(ordered);
  }
}
