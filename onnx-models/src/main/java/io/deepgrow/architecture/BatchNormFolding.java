package io.deepgrow.architecture;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns each convolution followed by batch normalisation into one convolution with bias: {@code
 * w·γ/√(σ²+ε)} and {@code β + (b − μ)·γ/√(σ²+ε)}.
 *
 * <p>A normalised layer {@code X} has {@code X.weight} (output channels first), perhaps {@code
 * X.bias}, and {@code X.norm.gamma|beta|mean|var}; the folded one {@code X.weight} and {@code
 * X.bias}.
 */
public final class BatchNormFolding {

  /** ε of the normalisation. */
  public static final double EPSILON = 1e-5;

  private static final String NORM = ".norm.";
  private static final String WEIGHT = ".weight";

  private BatchNormFolding() {}

  /** The weights with every normalisation folded away; others are kept as they are. */
  public static Weights fold(Weights trained) {
    Map<String, Tensor> folded = new LinkedHashMap<>();
    trained
        .asMap()
        .forEach(
            (name, tensor) -> {
              String layer = name.endsWith(WEIGHT) ? name.substring(0, name.length() - 7) : "";
              if (!layer.isEmpty() && trained.contains(layer + NORM + "gamma")) {
                putFolded(layer, trained, folded);
              } else if (!name.contains(NORM)) {
                folded.putIfAbsent(name, tensor);
              }
            });
    return Weights.of(folded);
  }

  private static void putFolded(String layer, Weights trained, Map<String, Tensor> folded) {
    Tensor weight = trained.get(layer + WEIGHT);
    float[] gamma = trained.get(layer + NORM + "gamma").values();
    float[] beta = trained.get(layer + NORM + "beta").values();
    float[] mean = trained.get(layer + NORM + "mean").values();
    float[] variance = trained.get(layer + NORM + "var").values();
    int outputs = weight.shape().edge(0);
    String biasName = layer + ".bias";
    float[] before =
        trained.contains(biasName) ? trained.get(biasName).values() : new float[outputs];
    float[] values = weight.values().clone();
    float[] bias = new float[outputs];
    int perOutput = values.length / outputs;
    for (int o = 0; o < outputs; o++) {
      double scale = gamma[o] / Math.sqrt(variance[o] + EPSILON);
      bias[o] = (float) (beta[o] + (before[o] - mean[o]) * scale);
      for (int n = o * perOutput; n < (o + 1) * perOutput; n++) {
        values[n] = (float) (values[n] * scale);
      }
    }
    folded.put(layer + WEIGHT, Tensor.of(weight.shape(), values));
    folded.put(biasName, Tensor.of(Shape.of(outputs), bias));
  }
}
