package io.deepgrow.training.weights;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Named tensors as the weights of a {@link BasicUNet} of whatever widths they have. All must fit:
 * names, shapes and their number.
 */
public record BasicUNetImport(BasicUNet network, Weights weights) {

  private static final String PARALLEL = "module.";
  private static final String FIRST = "conv_0.conv_0.conv.weight";
  private static final List<String> WIDTHS =
      List.of(
          FIRST,
          "down_1.convs.conv_0.conv.weight",
          "down_2.convs.conv_0.conv.weight",
          "down_3.convs.conv_0.conv.weight",
          "down_4.convs.conv_0.conv.weight",
          "upcat_1.convs.conv_0.conv.weight");

  /** Largest network that is read, in values; the published one has 22,627,009. */
  private static final long MAX_VALUES = 100_000_000;

  private static final int MAX_EDGE = 4096;

  /**
   * Reads the weights.
   *
   * @param residual the stages' shortcuts; null to go by the names, where identity shortcuts,
   *     having no weights, count as none
   * @throws WeightsException listing what is missing, unexpected and misshapen
   */
  public static BasicUNetImport of(Map<String, StoredTensor> stored, @Nullable Residual residual)
      throws IOException {
    Map<String, StoredTensor> tensors = plainNames(stored);
    BasicUNet network = network(tensors, residual == null ? shortcuts(tensors) : residual);
    Map<String, Shape> shapes = network.parameterShapes();
    check(network, shapes, tensors);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      float[] values = tensor(tensors, entry.getKey()).values();
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new WeightsException("Weight " + entry.getKey() + " holds " + value);
        }
      }
      weights.put(entry.getKey(), Tensor.of(entry.getValue(), values));
    }
    return new BasicUNetImport(network, Weights.of(weights));
  }

  /** Without the {@code module.} that training on several GPUs puts before every name. */
  private static Map<String, StoredTensor> plainNames(Map<String, StoredTensor> stored) {
    if (!stored.keySet().stream().allMatch(name -> name.startsWith(PARALLEL))) {
      return stored;
    }
    Map<String, StoredTensor> plain = new LinkedHashMap<>();
    stored.forEach((name, tensor) -> plain.put(name.substring(PARALLEL.length()), tensor));
    return plain;
  }

  private static Residual shortcuts(Map<String, StoredTensor> tensors) {
    return tensors.keySet().stream().anyMatch(name -> name.contains(".residual."))
        ? Residual.PROJECTED
        : Residual.NONE;
  }

  private static BasicUNet network(Map<String, StoredTensor> tensors, Residual residual) {
    List<String> missing = WIDTHS.stream().filter(n -> !isKernel(tensors.get(n))).toList();
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "This is no BasicUNet: convolutions "
              + Names.some(missing)
              + " are missing; the file has "
              + Names.some(tensors.keySet()));
    }
    List<Integer> features = new ArrayList<>();
    WIDTHS.forEach(name -> features.add(edge(tensors, name, 0)));
    try {
      BasicUNet network =
          new BasicUNet(edge(tensors, FIRST, 1), features, residual, BasicUNet.Edges.ANY);
      if (network.parameterCount() <= MAX_VALUES) {
        return network;
      }
    } catch (IllegalArgumentException e) {
      throw new WeightsException("This is no BasicUNet: " + e.getMessage(), e);
    }
    throw new WeightsException("The network has more than " + MAX_VALUES + " weights: " + features);
  }

  private static boolean isKernel(@Nullable StoredTensor tensor) {
    return tensor != null
        && tensor.edges().size() == 5
        && tensor.edges().stream().allMatch(e -> e >= 1 && e <= MAX_EDGE);
  }

  private static int edge(Map<String, StoredTensor> tensors, String name, int axis) {
    return Math.toIntExact(tensor(tensors, name).edges().get(axis));
  }

  private static StoredTensor tensor(Map<String, StoredTensor> tensors, String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static void check(
      BasicUNet network, Map<String, Shape> shapes, Map<String, StoredTensor> tensors) {
    TreeSet<String> missing = new TreeSet<>(shapes.keySet());
    missing.removeAll(tensors.keySet());
    TreeSet<String> unexpected = new TreeSet<>(tensors.keySet());
    unexpected.removeAll(shapes.keySet());
    List<String> misshapen = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          StoredTensor tensor = tensors.get(name);
          if (tensor != null && !(tensor.shape().equals(shape.toString()) && tensor.isReal())) {
            misshapen.add(
                name
                    + " is "
                    + tensor.shape()
                    + (tensor.isReal() ? "" : " of whole numbers")
                    + " instead of "
                    + shape);
          }
        });
    if (!missing.isEmpty() || !unexpected.isEmpty() || !misshapen.isEmpty()) {
      throw new WeightsException(
          "The weights do not fit %s (%d tensors)\n  missing: %s\n  unexpected: %s\n  misshapen: %s"
              .formatted(
                  network.describe(),
                  shapes.size(),
                  Names.some(missing),
                  Names.some(unexpected),
                  Names.some(misshapen)));
    }
  }
}
