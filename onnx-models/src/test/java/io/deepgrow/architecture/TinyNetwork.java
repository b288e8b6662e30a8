package io.deepgrow.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small network of {@code network_tiny.json} with its generated weights and inputs. */
final class TinyNetwork {

  static final JsonNode REFERENCE = Vectors.read("network_tiny.json");
  static final List<Integer> FEATURES = Vectors.integers(REFERENCE.get("features"));

  private TinyNetwork() {}

  static Weights weights() {
    Vectors.Uniform uniform = new Vectors.Uniform(REFERENCE.at("/generator/weights_seed").asLong());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    BasicUNet.of(FEATURES, BasicUNet.Residual.NONE)
        .parameterShapes()
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.elements()];
              for (int n = 0; n < values.length; n++) {
                values[n] = (float) scaled(name, shape, uniform.next());
              }
              tensors.put(name, Tensor.of(shape, values));
            });
    return Weights.of(tensors);
  }

  static Field input(JsonNode forward) {
    List<Integer> shape = Vectors.integers(forward.get("input_shape"));
    float[] values = input(shape, forward.get("input_seed").asLong());
    return Field.of(shape.get(0), shape.get(1), shape.get(2), shape.get(3), values);
  }

  static float[] input(List<Integer> shape, long seed) {
    Vectors.Uniform uniform = new Vectors.Uniform(seed);
    float[] values = new float[new Shape(shape).elements()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) uniform.next();
    }
    return values;
  }

  private static double scaled(String name, Shape shape, double u) {
    if (name.endsWith(".bias")) {
      return 0.1 * u;
    }
    if (name.contains(".adn.")) {
      return 1 + 0.25 * u;
    }
    return name.contains(".deconv.")
        ? u * Math.sqrt(3.0 / shape.edge(0))
        : u * Math.sqrt(3.0 / Initialisation.fanIn(shape));
  }
}
