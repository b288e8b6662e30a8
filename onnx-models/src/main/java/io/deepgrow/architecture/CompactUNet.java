package io.deepgrow.architecture;

import io.deepgrow.volume.grid.GridSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The half-resolution add-skip U-Net that answers a click on a CPU.
 *
 * <p>Levels 0 to n−1 of the given widths. Encoder: two 3×3×3 convolutions with ReLU per level, the
 * first of level 0 with stride 2, the others behind a max-pool. Decoder: 1×1×1 without bias,
 * nearest ×2, sum with the encoder's value, one 3×3×3 convolution with ReLU. Head: 1×1×1 to eight
 * channels, spread over 2×2×2 voxels.
 *
 * <p>Layers in order: {@code enc_l.conv_0}, {@code enc_l.conv_1} for l = 0…n−1, then {@code
 * dec_l.project}, {@code dec_l.conv_0} for l = n−2…0, then {@code head}; each has {@code .weight}
 * and, but for {@code project}, {@code .bias}.
 *
 * @param inputChannels 3 for image, positive, negative; 4 with one more
 * @param widths channels of each level, finest first, at least two
 */
public record CompactUNet(int inputChannels, List<Integer> widths) implements Architecture {

  private static final int HEAD_CHANNELS = 8;

  public CompactUNet {
    if (inputChannels < 1 || inputChannels > 16) {
      throw new IllegalArgumentException("Input channels must be 1 to 16: " + inputChannels);
    }
    widths = List.copyOf(widths);
    if (widths.size() < 2 || widths.size() > 6 || widths.stream().anyMatch(w -> w < 1)) {
      throw new IllegalArgumentException("Two to six positive widths are needed: " + widths);
    }
  }

  /** Widths 24, 48, 96, 192 and three input channels: 2.33 million parameters. */
  public static CompactUNet standard() {
    return new CompactUNet(3, List.of(24, 48, 96, 192));
  }

  @Override
  public int edgeMultiple() {
    return 1 << widths.size();
  }

  @Override
  public Map<String, Shape> parameterShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    int channels = inputChannels;
    for (int level = 0; level < widths.size(); level++) {
      int width = widths.get(level);
      convolution(shapes, encoder(level, 0), channels, width, 3);
      convolution(shapes, encoder(level, 1), width, width, 3);
      channels = width;
    }
    for (int level = widths.size() - 2; level >= 0; level--) {
      int width = widths.get(level);
      shapes.put(project(level) + ".weight", Shape.kernel(width, channels, 1));
      convolution(shapes, decoder(level), width, width, 3);
      channels = width;
    }
    convolution(shapes, "head", channels, HEAD_CHANNELS, 1);
    return shapes;
  }

  /**
   * The weights as a training with batch normalisation has them: each 3×3×3 layer X has no bias but
   * {@code X.norm.gamma|beta|mean|var}.
   */
  public Map<String, Shape> trainingShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    parameterShapes()
        .forEach(
            (name, shape) -> {
              if (name.endsWith(".bias") && !name.startsWith("head")) {
                String norm = name.substring(0, name.length() - 5) + ".norm.";
                for (String part : List.of("gamma", "beta", "mean", "var")) {
                  shapes.put(norm + part, shape);
                }
              } else {
                shapes.put(name, shape);
              }
            });
    return shapes;
  }

  /** Normal with variance 2/fan-in (He), biases 0. */
  @Override
  public Weights initial(Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    parameterShapes()
        .forEach(
            (name, shape) ->
                tensors.put(
                    name,
                    name.endsWith(".bias")
                        ? Tensor.filled(shape, 0)
                        : Initialisation.normal(
                            shape, Math.sqrt(2.0 / Initialisation.fanIn(shape)), random)));
    return Weights.of(tensors);
  }

  /** {@inheritDoc} Batch normalisation in the weights is folded first. */
  @Override
  public byte[] toOnnx(Weights weights) {
    Weights folded = BatchNormFolding.fold(weights).requireShapes(parameterShapes());
    OnnxGraph graph = new OnnxGraph("compact_unet");
    Layers layers = new Layers(graph, folded);
    String image =
        graph.input(INPUT, List.of("1", String.valueOf(inputChannels), "depth", "height", "width"));
    String[] skips = new String[widths.size()];
    String x = image;
    for (int level = 0; level < widths.size(); level++) {
      if (level > 0) {
        x = layers.maxPool(x, "enc_" + level);
      }
      x = convRelu(layers, x, encoder(level, 0), level == 0 ? 2 : 1);
      x = convRelu(layers, x, encoder(level, 1), 1);
      skips[level] = x;
    }
    for (int level = widths.size() - 2; level >= 0; level--) {
      String up = layers.conv(x, project(level), 1);
      up = layers.nearestTwice(up, "dec_" + level, widths.get(level));
      x = layers.add(up, skips[level], "dec_" + level);
      x = convRelu(layers, x, decoder(level), 1);
    }
    x = layers.conv(x, "head", 1);
    layers.depthToSpace(x, "head", image, OUTPUT);
    graph.output(OUTPUT, List.of("1", "1", "depth", "height", "width"));
    return graph.toBytes(describe());
  }

  /**
   * The same network for one grid, faster on a CPU.
   *
   * @param weights as for {@link #toOnnx(Weights)}
   */
  public byte[] toFlatOnnx(Weights weights, GridSize grid) {
    return FlatRows.toOnnx(
        this, BatchNormFolding.fold(weights).requireShapes(parameterShapes()), grid);
  }

  @Override
  public String describe() {
    return "compact-unet " + widths.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String convRelu(Layers layers, String x, String name, int stride) {
    return layers.relu(layers.conv(x, name, stride), name);
  }

  private static void convolution(
      Map<String, Shape> shapes, String name, int inputs, int outputs, int kernel) {
    shapes.put(name + ".weight", Shape.kernel(outputs, inputs, kernel));
    shapes.put(name + ".bias", Shape.of(outputs));
  }

  private static String encoder(int level, int conv) {
    return "enc_" + level + ".conv_" + conv;
  }

  private static String project(int level) {
    return "dec_" + level + ".project";
  }

  private static String decoder(int level) {
    return "dec_" + level + ".conv_0";
  }
}
