package io.deepgrow.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * The published Deepgrow 3-D network: a plain five-level U-Net with instance normalisation and
 * leaky ReLU, its weights named as in MONAI's BasicUNet.
 *
 * @param features channels of the five levels and of the last stage; 32, 64, 128, 256, 512, 32 in
 *     the published one, with 22 627 009 parameters
 * @param residual shortcut of each stage
 * @param edges which input edges the graph takes
 */
public record BasicUNet(int inputChannels, List<Integer> features, Residual residual, Edges edges)
    implements Architecture {

  /** A shortcut round a stage's blocks. */
  public enum Residual {
    /** None. */
    NONE,
    /** The second block's input is added to its output; no parameters. */
    IDENTITY,
    /** A 1×1×1 convolution of the stage's input is added to its output: {@code <p>.residual}. */
    PROJECTED
  }

  /** Which input edges a graph takes. */
  public enum Edges {
    /** Multiples of 16 only; no padding nodes. */
    MULTIPLE_OF_16,
    /** Any of at least 16; an upsampled value one short of its skip repeats its last voxel. */
    ANY
  }

  private static final int LEVELS = 5;
  private static final float SLOPE = 0.1f;
  private static final float EPSILON = 1e-5f;

  public BasicUNet {
    if (inputChannels < 1 || inputChannels > 16) {
      throw new IllegalArgumentException("Input channels must be 1 to 16: " + inputChannels);
    }
    features = List.copyOf(features);
    if (features.size() != LEVELS + 1 || features.stream().anyMatch(f -> f < 2 || f % 2 != 0)) {
      throw new IllegalArgumentException("Six positive even features are needed: " + features);
    }
  }

  public static BasicUNet of(List<Integer> features, Residual residual) {
    return new BasicUNet(3, features, residual, Edges.ANY);
  }

  /** The published network, without shortcuts. */
  public static BasicUNet full() {
    return of(List.of(32, 64, 128, 256, 512, 32), Residual.NONE);
  }

  @Override
  public int edgeMultiple() {
    return edges == Edges.ANY ? 1 : 1 << (LEVELS - 1);
  }

  @Override
  public Map<String, Shape> parameterShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (Stage stage : stages()) {
      stage.putShapes(shapes, residual == Residual.PROJECTED);
    }
    shapes.put("final_conv.weight", Shape.kernel(1, features.get(LEVELS), 1));
    shapes.put("final_conv.bias", Shape.of(1));
    return shapes;
  }

  /** PyTorch's defaults: uniform in ±1/√fan-in, γ = 1, β = 0; projections start at 0. */
  @Override
  public Weights initial(Random random) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, Shape> shapes = parameterShapes();
    shapes.forEach(
        (name, shape) -> {
          if (name.contains(".adn.N.")) {
            tensors.put(name, Tensor.filled(shape, name.endsWith("weight") ? 1 : 0));
          } else if (name.contains(".residual.")) {
            tensors.put(name, Tensor.filled(shape, 0));
          } else {
            Shape kernel = shapes.getOrDefault(name.replace(".bias", ".weight"), shape);
            int fanIn =
                name.contains(".deconv.") ? kernel.edge(1) * 8 : Initialisation.fanIn(kernel);
            tensors.put(name, Initialisation.uniform(shape, 1 / Math.sqrt(fanIn), random));
          }
        });
    return Weights.of(tensors);
  }

  @Override
  public byte[] toOnnx(Weights weights) {
    OnnxGraph graph = new OnnxGraph("basic_unet");
    Layers layers = new Layers(graph, weights.requireShapes(parameterShapes()));
    String x =
        graph.input(INPUT, List.of("1", String.valueOf(inputChannels), "depth", "height", "width"));
    List<Stage> stages = stages();
    String[] skips = new String[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      Stage stage = stages.get(level);
      x = stage(layers, level == 0 ? x : layers.maxPool(x, stage.name()), stage);
      skips[level] = x;
    }
    for (int level = LEVELS - 1; level >= 1; level--) {
      Stage stage = stages.get(2 * LEVELS - 1 - level);
      String up = layers.deconv(x, stage.deconv());
      if (edges == Edges.ANY) {
        up = layers.padTo(up, skips[level - 1], stage.name());
      }
      x = stage(layers, layers.concat(skips[level - 1], up, stage.name()), stage);
    }
    layers.conv(x, "final_conv", 1, OUTPUT);
    graph.output(OUTPUT, List.of("1", "1", "depth", "height", "width"));
    return graph.toBytes(describe());
  }

  @Override
  public String describe() {
    return "basic-unet "
        + features.stream().map(String::valueOf).collect(Collectors.joining(","))
        + (residual == Residual.NONE ? "" : " residual " + residual);
  }

  private String stage(Layers layers, String x, Stage stage) {
    String first = block(layers, x, stage.block(0));
    String second = block(layers, first, stage.block(1));
    return switch (residual) {
      case NONE -> second;
      case IDENTITY -> layers.add(first, second, stage.name());
      case PROJECTED -> layers.add(second, layers.conv(x, stage.residual(), 1), stage.name());
    };
  }

  private static String block(Layers layers, String x, String name) {
    String conv = layers.conv(x, name + ".conv", 1);
    return layers.leakyRelu(layers.instanceNorm(conv, name + ".adn.N", EPSILON), name, SLOPE);
  }

  /** conv_0, down_1 … down_4, upcat_4 … upcat_1. */
  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.encoder(0, inputChannels, features.get(0)));
    for (int level = 1; level < LEVELS; level++) {
      stages.add(Stage.encoder(level, features.get(level - 1), features.get(level)));
    }
    for (int level = LEVELS - 1; level >= 1; level--) {
      stages.add(Stage.decoder(level, features));
    }
    return stages;
  }
}
