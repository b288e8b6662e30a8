package io.deepgrow.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Edges of a tensor, slowest first; no edges for a scalar. */
public record Shape(List<Integer> edges) {

  public Shape {
    edges = List.copyOf(edges);
    for (int edge : edges) {
      if (edge < 1) {
        throw new IllegalArgumentException("Shape with an empty edge: " + edges);
      }
    }
  }

  public static Shape of(int... edges) {
    return new Shape(Arrays.stream(edges).boxed().toList());
  }

  /** Cubic kernel {@code [first][second][edge][edge][edge]} of a 3-D convolution. */
  public static Shape kernel(int first, int second, int edge) {
    return of(first, second, edge, edge, edge);
  }

  public int rank() {
    return edges.size();
  }

  public int edge(int axis) {
    return edges.get(axis);
  }

  /**
   * Number of elements.
   *
   * @throws IllegalArgumentException beyond what one Java array holds
   */
  public int elements() {
    long elements = 1;
    for (int edge : edges) {
      elements *= edge;
      if (elements > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException("Shape " + this + " is larger than one array");
      }
    }
    return (int) elements;
  }

  @Override
  public String toString() {
    return edges.stream().map(String::valueOf).collect(Collectors.joining("×", "[", "]"));
  }
}
