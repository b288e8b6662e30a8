package io.deepgrow.training.weights;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A tensor of a checkpoint whose values are still in the file. */
public interface StoredTensor {

  /** Edges, slowest first; an edge may be 0. */
  List<Long> edges();

  /** Whether its values are numbers that can be weights, not integers or truth values. */
  boolean isReal();

  /**
   * Reads the values as float32 in row-major order.
   *
   * @throws WeightsException when the file does not hold them
   */
  float[] values() throws IOException;

  /** The edges for messages, such as {@code [32×3×3×3×3]}. */
  default String shape() {
    return edges().stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
  }
}
