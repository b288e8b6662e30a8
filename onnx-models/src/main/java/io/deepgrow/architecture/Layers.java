package io.deepgrow.architecture;

import ai.onnx.proto.OnnxMl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The layers of 3-D U-Nets as ONNX nodes. Values are {@code [1, C, D, H, W]}; each method adds the
 * layer called {@code name} with its weights behind {@code x} and returns the new value.
 */
final class Layers {

  private static final List<Integer> TWICE = List.of(2, 2, 2);

  private final OnnxGraph graph;
  private final Weights weights;

  Layers(OnnxGraph graph, Weights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Convolution with zero padding that keeps the grid at stride 1; bias where there is one. */
  String conv(String x, String name, int stride) {
    return conv(x, name, stride, name + ".conv");
  }

  /** As above, with the name of the value that comes out. */
  String conv(String x, String name, int stride, String output) {
    int kernel = weights.get(name + ".weight").shape().edge(2);
    return graph.node(
        "Conv",
        output,
        inputs(x, name),
        cube("kernel_shape", kernel),
        cube("strides", stride),
        OnnxGraph.integers("pads", Collections.nCopies(6, kernel / 2)));
  }

  /** A 1×1×1 convolution on slices laid one below the other, [1, C, rows, columns]. */
  String conv2d(String x, String name) {
    Tensor kernel = weights.get(name + ".weight");
    Shape plane = Shape.of(kernel.shape().edge(0), kernel.shape().edge(1), 1, 1);
    List<String> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.add(graph.weights(name + ".weight", Tensor.of(plane, kernel.values())));
    if (weights.contains(name + ".bias")) {
      inputs.add(graph.weights(name + ".bias", weights.get(name + ".bias")));
    }
    return graph.node("Conv", name + ".conv", inputs);
  }

  String relu(String x, String name) {
    return graph.node("Relu", name + ".relu", List.of(x));
  }

  String leakyRelu(String x, String name, float slope) {
    return graph.node("LeakyRelu", name + ".act", List.of(x), OnnxGraph.real("alpha", slope));
  }

  String instanceNorm(String x, String name, float epsilon) {
    return graph.node(
        "InstanceNormalization",
        name + ".out",
        inputs(x, name),
        OnnxGraph.real("epsilon", epsilon));
  }

  /** Halves the grid; an odd last voxel is dropped. */
  String maxPool(String x, String name) {
    return graph.node(
        "MaxPool",
        name + ".pool",
        List.of(x),
        OnnxGraph.integers("kernel_shape", TWICE),
        OnnxGraph.integers("strides", TWICE));
  }

  /** Transposed convolution, kernel 2 and stride 2: doubles the grid. */
  String deconv(String x, String name) {
    return graph.node(
        "ConvTranspose",
        name + ".deconv",
        inputs(x, name),
        OnnxGraph.integers("kernel_shape", TWICE),
        OnnxGraph.integers("strides", TWICE));
  }

  String concat(String first, String second, String name) {
    return graph.node(
        "Concat", name + ".concat", List.of(first, second), OnnxGraph.integer("axis", 1));
  }

  String add(String first, String second, String name) {
    return graph.node("Add", name + ".sum", List.of(first, second));
  }

  /** Repeats the last voxel of each axis at its end until the grid is that of {@code target}. */
  String padTo(String x, String target, String name) {
    OnnxShapes shapes = new OnnxShapes(graph, name);
    String before = graph.integers(name + ".pad_none", new long[7]);
    String after = shapes.gridDifference(target, x);
    String pads =
        graph.node("Concat", name + ".pads", List.of(before, after), OnnxGraph.integer("axis", 0));
    return graph.node("Pad", name + ".padded", List.of(x, pads), OnnxGraph.text("mode", "edge"));
  }

  /**
   * Doubles the grid by repeating each voxel. ONNX Runtime is slow at a 5-D nearest Resize, so the
   * rows and columns are resized as 2-D pictures and each slice is then laid down twice.
   */
  String nearestTwice(String x, String name, int channels) {
    String axis0 = graph.integers(name + ".axis_0", 0);
    String axis2 = graph.integers(name + ".axis_2", 2);
    String slices = graph.node("Squeeze", name + ".slices", List.of(x, axis0));
    String wide = resizeTwice(slices, name);
    String single = graph.node("Unsqueeze", name + ".single", List.of(wide, axis2));
    String pair =
        graph.node("Concat", name + ".pair", List.of(single, single), OnnxGraph.integer("axis", 2));
    String shape = graph.integers(name + ".up_shape", 1, channels, -1, 0, 0);
    return graph.node("Reshape", name + ".up", List.of(pair, shape));
  }

  /** Doubles rows and columns of [n, C, H, W] by repeating each value. */
  String resizeTwice(String x, String name) {
    String scales = graph.weights(name + ".scales", Tensor.of(Shape.of(4), 1, 1, 2, 2));
    return graph.node(
        "Resize",
        name + ".wide",
        List.of(x, "", scales),
        OnnxGraph.text("mode", "nearest"),
        OnnxGraph.text("coordinate_transformation_mode", "asymmetric"),
        OnnxGraph.text("nearest_mode", "floor"));
  }

  /**
   * Spreads eight channels over 2×2×2 voxels: channel {@code 4a + 2b + c} of voxel (d, h, w)
   * becomes voxel (2d + a, 2h + b, 2w + c).
   *
   * @param like a value whose grid is the resulting one
   */
  String depthToSpace(String x, String name, String like, String output) {
    String axis = graph.integers(name + ".axis", 0);
    String six = graph.node("Unsqueeze", name + ".six", List.of(x, axis));
    String offsets = graph.integers(name + ".offsets_shape", 2, 2, 2, 0, 0, 0);
    String split = graph.node("Reshape", name + ".split", List.of(six, offsets));
    String woven =
        graph.node(
            "Transpose",
            name + ".woven",
            List.of(split),
            OnnxGraph.integers("perm", List.of(3, 0, 4, 1, 5, 2)));
    String shape = new OnnxShapes(graph, name).oneChannel(like);
    return graph.node("Reshape", output, List.of(woven, shape));
  }

  private List<String> inputs(String x, String name) {
    String weight = graph.weights(name + ".weight", weights.get(name + ".weight"));
    String bias = name + ".bias";
    return weights.contains(bias)
        ? List.of(x, weight, graph.weights(bias, weights.get(bias)))
        : List.of(x, weight);
  }

  private static OnnxMl.AttributeProto cube(String name, int edge) {
    return OnnxGraph.integers(name, Collections.nCopies(3, edge));
  }
}
