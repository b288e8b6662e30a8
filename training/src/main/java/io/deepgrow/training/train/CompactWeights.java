package io.deepgrow.training.train;

import io.deepgrow.architecture.BatchNormFolding;
import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine's parameters under the names of {@link CompactUNet}. Both list their layers in the
 * same order; each tensor's length is checked.
 */
final class CompactWeights {

  private CompactWeights() {}

  /**
   * Weights as trained, normalisation not yet folded.
   *
   * @param values parameters in the engine's order (each convolution's bias after its weight),
   *     perhaps followed by the optimiser's moments
   * @throws IOException when they are not those of the network
   */
  static Weights weights(CompactUNet network, List<float[]> values) throws IOException {
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

  /**
   * The engine's parameters for weights whose normalisation is folded: it changes nothing as long
   * as its statistics are not learned anew, and each bias is its β.
   */
  static List<float[]> values(CompactUNet network, Weights folded) {
    List<float[]> values = new ArrayList<>();
    for (String name : network.trainingShapes().keySet()) {
      String layer = name.replaceFirst("\\.norm\\..*", "");
      int channels = layer.equals(name) ? 0 : folded.get(layer + ".bias").values().length;
      if (name.endsWith(".norm.gamma")) {
        values.add(new float[channels]);
        values.add(filled(channels, 1));
      } else if (name.endsWith(".norm.beta")) {
        values.add(folded.get(layer + ".bias").values());
      } else if (name.endsWith(".norm.mean")) {
        values.add(new float[channels]);
      } else if (name.endsWith(".norm.var")) {
        values.add(filled(channels, (float) (1 - BatchNormFolding.EPSILON)));
      } else {
        values.add(folded.get(name).values());
      }
    }
    return values;
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
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
