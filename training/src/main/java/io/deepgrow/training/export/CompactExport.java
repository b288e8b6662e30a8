package io.deepgrow.training.export;

import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine's parameters under the names of {@link CompactUNet}. Both list their layers in the
 * same order; each tensor's length is checked.
 */
public final class CompactExport {

  private CompactExport() {}

  /**
   * Weights as trained, normalisation not yet folded.
   *
   * @param values parameters in the engine's order (each convolution's bias after its weight),
   *     perhaps followed by the optimiser's moments
   * @throws IOException when they are not those of the network
   */
  public static Weights weights(CompactUNet network, List<float[]> values) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Iterator<float[]> next = values.iterator();
    float[] bias = {};
    for (Map.Entry<String, Shape> entry : network.trainingShapes().entrySet()) {
      String name = entry.getKey();
      int length = entry.getValue().elements();
      if (name.endsWith(".norm.gamma")) {
        bias = take(next, name, length);
      }
      float[] value = take(next, name, length);
      if (name.endsWith(".norm.mean")) {
        // a bias before a normalisation only moves its mean
        value = value.clone();
        for (int c = 0; c < length; c++) {
          value[c] -= bias[c];
        }
      }
      tensors.put(name, Tensor.of(entry.getValue(), value));
    }
    return Weights.of(tensors);
  }

  private static float[] take(Iterator<float[]> next, String name, int length) throws IOException {
    float[] value = next.hasNext() ? next.next() : new float[0];
    if (value.length != length) {
      throw new IOException(
          "The snapshot is of another network: "
              + name
              + " has "
              + value.length
              + " values instead of "
              + length);
    }
    return value;
  }
}
