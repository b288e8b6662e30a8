package io.deepgrow.training.engine;

import io.deepgrow.architecture.BasicUNet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * {@link BasicUNet} in the training engine, its parameters those of {@code parameterShapes()} in
 * the same order. Edges are multiples of 16 and at least 32.
 */
final class BasicNet implements Net {

  private static final int LEVELS = 5;
  private static final double SLOPE = 0.1;

  private final BasicUNet.Residual residual;
  private final Layers layers;
  private final Map<String, Parameter> named = new LinkedHashMap<>();
  private final List<Stage> stages = new ArrayList<>();

  /** A network of zeros. */
  BasicNet(BasicUNet network, Device device, Arithmetic arithmetic) {
    residual = network.residual();
    layers = new Layers(arithmetic);
    network
        .parameterShapes()
        .forEach(
            (name, shape) -> {
              long[] edges = shape.edges().stream().mapToLong(Integer::longValue).toArray();
              named.put(name, Parameter.zeros(device, true, edges));
            });
    stages.add(Stage.of((in, mode) -> stage(in.get(0), "conv_0"), 0));
    for (int level = 1; level < LEVELS; level++) {
      String name = "down_" + level;
      stages.add(
          Stage.of((in, mode) -> Torch.scoped(() -> stage(Layers.halved(in.get(0)), name)), level));
    }
    for (int level = LEVELS - 1; level >= 1; level--) {
      String name = "upcat_" + level;
      stages.add(
          Stage.of(
              (in, mode) -> Torch.scoped(() -> stage(joined(in.get(0), in.get(1), name), name)),
              stages.size(),
              level));
    }
    stages.add(Stage.of((in, mode) -> convolution(in.get(0), "final_conv"), stages.size()));
  }

  private Parameter get(String name) {
    return Objects.requireNonNull(named.get(name), name);
  }

  private Tensor convolution(Tensor x, String name) {
    return layers.convolution(x, get(name + ".weight"), get(name + ".bias"), 1);
  }

  /** What is below, doubled, behind the skip. */
  private Tensor joined(Tensor below, Tensor skip, String name) {
    String deconv = name + ".upsample.deconv";
    Tensor up = layers.doubling(below, get(deconv + ".weight"), get(deconv + ".bias"));
    return torch.cat(new TensorVector(skip, up), 1);
  }

  private Tensor stage(Tensor x, String name) {
    String blocks = name.equals("conv_0") ? name : name + ".convs";
    return Torch.scoped(
        () -> {
          Tensor first = block(x, blocks + ".conv_0");
          Tensor second = block(first, blocks + ".conv_1");
          return switch (residual) {
            case NONE -> second;
            case IDENTITY -> second.add(first);
            case PROJECTED -> second.add(convolution(x, name + ".residual"));
          };
        });
  }

  private Tensor block(Tensor x, String name) {
    return Torch.scoped(
        () -> {
          Tensor y = convolution(x, name + ".conv");
          Parameter gamma = get(name + ".adn.N.weight");
          Parameter beta = get(name + ".adn.N.bias");
          Tensor normal = Layers.byInstance(y, gamma, beta);
          torch.leaky_relu_(normal, new Scalar(SLOPE));
          return normal;
        });
  }

  @Override
  public List<Parameter> parameters() {
    return List.copyOf(named.values());
  }

  @Override
  public List<Stage> stages() {
    return stages;
  }
}
