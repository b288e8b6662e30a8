package io.deepgrow.architecture;

import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The compact network for one fixed grid, computed as 2-D pictures: the same weights and, within
 * rounding, the same logits, faster on a CPU.
 *
 * <p>ONNX Runtime runs 2-D convolutions in a blocked layout, 3-D ones through large copies. A value
 * [1, C, D, H, W] is therefore kept as [1, C, D·P, W] with P = H + 2: its slices one below the
 * other, each followed by two rows of zeros. A 3×3×3 convolution is then the sum of three 2-D
 * convolutions, one per row offset, whose kernel rows lie P apart and stand for the slices. Before
 * each ReLU the rows between the slices get −10⁴ and so return to zero.
 */
final class FlatRows {

  private static final int GAP = 2;
  private static final float CLOSED = -1e4f;

  private final OnnxGraph graph = new OnnxGraph("compact_unet_flat");
  private final Weights weights;
  private final Layers layers;
  private final GridSize grid;
  private final List<String> masks = new ArrayList<>();

  private FlatRows(Weights folded, GridSize grid) {
    this.weights = folded;
    this.layers = new Layers(graph, folded);
    this.grid = grid;
  }

  /**
   * The graph for a grid, with the inputs and outputs of {@link CompactUNet#toOnnx}.
   *
   * @param folded weights without normalisation layers
   * @throws IllegalArgumentException for a grid that the network doesn't take
   */
  static byte[] toOnnx(CompactUNet network, Weights folded, GridSize grid) {
    int multiple = network.edgeMultiple();
    if (grid.i() % multiple != 0 || grid.j() % multiple != 0 || grid.k() % multiple != 0) {
      throw new IllegalArgumentException("Edges of " + grid + " are not multiples of " + multiple);
    }
    return new FlatRows(folded, grid).build(network);
  }

  private byte[] build(CompactUNet network) {
    List<String> edges =
        List.of(String.valueOf(grid.k()), String.valueOf(grid.j()), String.valueOf(grid.i()));
    String image =
        graph.input(
            Architecture.INPUT,
            List.of(
                "1",
                String.valueOf(network.inputChannels()),
                edges.get(0),
                edges.get(1),
                edges.get(2)));
    int levels = network.widths().size();
    String x = layers.relu(layers.conv(image, "enc_0.conv_0", 2), "enc_0.conv_0");
    String closed = closed(x);
    List<String> skips = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      int width = network.widths().get(level);
      x = level == 0 ? flat(x, width) : half(x, level, network.widths().get(level - 1));
      masks.add(mask(closed, level, width));
      for (int conv = level == 0 ? 1 : 0; conv < 2; conv++) {
        x = conv(x, "enc_" + level + ".conv_" + conv, level);
      }
      skips.add(x);
    }
    for (int level = levels - 2; level >= 0; level--) {
      String up = layers.conv2d(x, "dec_" + level + ".project");
      up = twice(up, level, network.widths().get(level));
      x = conv(layers.add(up, skips.get(level), "dec_" + level), "dec_" + level + ".conv_0", level);
    }
    head(layers.conv2d(x, "head"), image);
    graph.output(Architecture.OUTPUT, List.of("1", "1", edges.get(0), edges.get(1), edges.get(2)));
    return graph.toBytes(network.describe() + ", flat rows for " + grid);
  }

  private int slices(int level) {
    return grid.k() >> (level + 1);
  }

  private int rows(int level) {
    return grid.j() >> (level + 1);
  }

  private int columns(int level) {
    return grid.i() >> (level + 1);
  }

  private int pitch(int level) {
    return rows(level) + GAP;
  }

  /** From [1, C, D, H, W], with rows of zeros added. */
  private String flat(String x, int width) {
    String pads = graph.integers("flat.pads", 0, 0, 0, 0, 0, 0, 0, 0, GAP, 0);
    String padded = graph.node("Pad", "flat.padded", List.of(x, pads));
    String shape = graph.integers("flat.shape", 1, width, (long) slices(0) * pitch(0), columns(0));
    return graph.node("Reshape", "flat.rows", List.of(padded, shape));
  }

  /**
   * Zero, but not a constant to ONNX Runtime: as a constant, the masks would be folded into the
   * plain layout and every sum with them would be reordered.
   */
  private String closed(String x) {
    String axes = graph.integers("mask.axes", 1, 2, 3, 4);
    String first = graph.integers("mask.first", 0, 0, 0, 0);
    String last = graph.integers("mask.last", 1, 1, 1, 1);
    String one = graph.node("Slice", "mask.one", List.of(x, first, last, axes));
    String never = graph.weights("mask.never", Tensor.of(Shape.of(1), Float.POSITIVE_INFINITY));
    String greater = graph.node("Greater", "mask.greater", List.of(one, never));
    String zero = graph.node("Cast", "mask.cast", List.of(greater), OnnxGraph.integer("to", 1));
    String shape = graph.integers("mask.zero_shape", 1, 1, 1, 1);
    return graph.node("Reshape", "mask.zero", List.of(zero, shape));
  }

  /** −10⁴ in the rows between slices, 0 elsewhere, in all channels. */
  private String mask(String zero, int level, int width) {
    int total = slices(level) * pitch(level);
    float[] values = new float[total * columns(level)];
    for (int row = 0; row < total; row++) {
      if (row % pitch(level) >= rows(level)) {
        Arrays.fill(values, row * columns(level), (row + 1) * columns(level), CLOSED);
      }
    }
    String name = "mask_" + level;
    String plane =
        graph.weights(name + ".plane", Tensor.of(Shape.of(1, 1, total, columns(level)), values));
    String open = graph.node("Add", name + ".open", List.of(plane, zero));
    String ones = graph.weights(name + ".ones", Tensor.filled(Shape.of(width, 1, 1, 1), 1));
    return graph.node("Conv", name + ".all", List.of(open, ones));
  }

  private String conv(String x, String name, int level) {
    Tensor kernel = weights.get(name + ".weight");
    int outputs = kernel.shape().edge(0);
    int inputs = kernel.shape().edge(1);
    int pitch = pitch(level);
    String sum = masks.get(level);
    for (int row = 0; row < 3; row++) {
      String part = name + ".row_" + row;
      float[] values = new float[outputs * inputs * 9];
      int to = 0;
      for (int pair = 0; pair < outputs * inputs; pair++) {
        for (int slice = 0; slice < 3; slice++) {
          for (int column = 0; column < 3; column++) {
            values[to++] = kernel.values()[((pair * 3 + slice) * 3 + row) * 3 + column];
          }
        }
      }
      List<String> arguments = new ArrayList<>();
      arguments.add(x);
      arguments.add(
          graph.weights(part + ".weight", Tensor.of(Shape.of(outputs, inputs, 3, 3), values)));
      if (row == 0) {
        arguments.add(graph.weights(name + ".bias", weights.get(name + ".bias")));
      }
      String product =
          graph.node(
              "Conv",
              part,
              arguments,
              OnnxGraph.integers("kernel_shape", List.of(3, 3)),
              OnnxGraph.integers("dilations", List.of(pitch, 1)),
              OnnxGraph.integers("pads", List.of(pitch - (row - 1), 1, pitch + (row - 1), 1)));
      sum = graph.node("Add", part + ".sum", List.of(product, sum));
    }
    return layers.relu(sum, name);
  }

  /** Max-pool to the grid of {@code level}. */
  private String half(String x, int level, int channels) {
    String name = "enc_" + level;
    String pooled =
        graph.node(
            "MaxPool",
            name + ".plane",
            List.of(x),
            OnnxGraph.integers("kernel_shape", List.of(2, 2)),
            OnnxGraph.integers("strides", List.of(2, 2)));
    String pairs =
        graph.integers(
            name + ".pairs", 1, channels, slices(level), 2, rows(level) + 1, columns(level));
    String split = graph.node("Reshape", name + ".split", List.of(pooled, pairs));
    String max =
        graph.node(
            "ReduceMax",
            name + ".max",
            List.of(split),
            OnnxGraph.integers("axes", List.of(3)),
            OnnxGraph.integer("keepdims", 0));
    String pads = graph.integers(name + ".pads", 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
    String padded = graph.node("Pad", name + ".padded", List.of(max, pads));
    String shape =
        graph.integers(
            name + ".shape", 1, channels, (long) slices(level) * pitch(level), columns(level));
    return graph.node("Reshape", name + ".rows", List.of(padded, shape));
  }

  /** Every voxel eight times, from the grid below to that of {@code level}. */
  private String twice(String x, int level, int channels) {
    String name = "dec_" + level;
    int below = level + 1;
    int kept = rows(below) + 1;
    String split =
        graph.node(
            "Reshape",
            name + ".split",
            List.of(
                x,
                graph.integers(
                    name + ".slices",
                    1,
                    channels,
                    slices(below),
                    1,
                    pitch(below),
                    columns(below))));
    String one =
        graph.node(
            "Slice",
            name + ".one",
            List.of(
                split,
                graph.integers(name + ".from", 0),
                graph.integers(name + ".to", kept),
                graph.integers(name + ".axis", 4)));
    String pair =
        graph.node("Concat", name + ".pair", List.of(one, one), OnnxGraph.integer("axis", 3));
    String rows =
        graph.node(
            "Reshape",
            name + ".rows",
            List.of(
                pair,
                graph.integers(
                    name + ".shape", 1, channels, 2L * slices(below) * kept, columns(below))));
    return layers.resizeTwice(rows, name);
  }

  private void head(String x, String image) {
    String split =
        graph.node(
            "Reshape",
            "head.slices",
            List.of(x, graph.integers("head.planes", 1, 8, slices(0), pitch(0), columns(0))));
    String open =
        graph.node(
            "Slice",
            "head.open",
            List.of(
                split,
                graph.integers("head.from", 0),
                graph.integers("head.to", rows(0)),
                graph.integers("head.rows", 3)));
    layers.depthToSpace(open, "head", image, Architecture.OUTPUT);
  }
}
