package io.deepgrow.architecture;

import java.util.List;

/** Shape arithmetic inside a graph, for grids that are known only when it runs. */
final class OnnxShapes {

  private final OnnxGraph graph;
  private final String prefix;

  OnnxShapes(OnnxGraph graph, String prefix) {
    this.graph = graph;
    this.prefix = prefix;
  }

  /** {@code [1, 1, D, H, W]} of a value {@code [1, C, D, H, W]}. */
  String oneChannel(String like) {
    String ones = graph.integers(prefix + ".ones", 1, 1);
    return graph.node(
        "Concat",
        prefix + ".shape",
        List.of(ones, grid(like, prefix + ".grid")),
        OnnxGraph.integer("axis", 0));
  }

  /** By how much each of D, H, W of the first value exceeds that of the second. */
  String gridDifference(String first, String second) {
    return graph.node(
        "Sub",
        prefix + ".lack",
        List.of(grid(first, prefix + ".target_grid"), grid(second, prefix + ".own_grid")));
  }

  private String grid(String value, String name) {
    return graph.node("Shape", name, List.of(value), OnnxGraph.integer("start", 2));
  }
}
