package io.deepgrow.training.train;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine's parameters under the names of {@link BasicUNet}, in the same order. */
final class BasicWeights {

  private BasicWeights() {}

  /** Weights in the engine's order. */
  static List<float[]> values(Weights weights) {
    return weights.asMap().values().stream().map(Tensor::values).toList();
  }

  /**
   * The engine's values by name.
   *
   * @throws IOException when they are of another network
   */
  static Weights weights(BasicUNet network, List<float[]> values) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Iterator<float[]> next = values.iterator();
    for (Map.Entry<String, Shape> entry : network.parameterShapes().entrySet()) {
      float[] value = next.hasNext() ? next.next() : new float[0];
      if (value.length != entry.getValue().elements()) {
        throw new IOException(
            "The snapshot is of another network: "
                + entry.getKey()
                + " has "
                + value.length
                + " values instead of "
                + entry.getValue().elements());
      }
      tensors.put(entry.getKey(), Tensor.of(entry.getValue(), value));
    }
    return Weights.of(tensors);
  }
}
