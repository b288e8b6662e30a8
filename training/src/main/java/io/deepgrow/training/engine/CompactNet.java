package io.deepgrow.training.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The compact network in the training engine: a U-Net at half resolution with added skips, batch
 * normalisation and ReLU. Edges are multiples of 16. Statistics follow a batch by one part in 20.
 */
final class CompactNet implements Net {

  private static final double MOMENTUM = 0.05;
  private static final int HEAD = 8;

  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final Device device;
  private final Layers layers;

  /** A layer: the tensor of one resolution becomes another. */
  @FunctionalInterface
  private interface Layer {
    Tensor of(Tensor x, Mode mode);
  }

  /**
   * A network of zeros.
   *
   * @param channels of the input
   * @param widths channels of each level, from half resolution down
   */
  CompactNet(int channels, List<Integer> widths, Device device, Arithmetic arithmetic) {
    this.device = device;
    layers = new Layers(arithmetic);
    int levels = widths.size();
    Layer stem = unit(channels, widths.get(0), 2);
    Layer first = unit(widths.get(0), widths.get(0), 1);
    stages.add(Stage.of((in, mode) -> first.of(stem.of(in.get(0), mode), mode), 0));
    for (int l = 1; l < levels; l++) {
      Layer one = unit(widths.get(l - 1), widths.get(l), 1);
      Layer two = unit(widths.get(l), widths.get(l), 1);
      stages.add(Stage.of((in, mode) -> two.of(one.of(Layers.halved(in.get(0)), mode), mode), l));
    }
    for (int l = levels - 2; l >= 0; l--) {
      Parameter narrow = kernel(widths.get(l + 1), widths.get(l), 1);
      Layer decoder = unit(widths.get(l), widths.get(l), 1);
      int below = stages.size();
      stages.add(
          Stage.of(
              (in, mode) -> {
                Tensor up = Layers.doubled(layers.convolution(in.get(0), narrow, 1));
                return decoder.of(up.add(in.get(1)), mode);
              },
              below,
              l + 1));
    }
    Parameter head = kernel(widths.get(0), HEAD, 1);
    Parameter bias = add(true, HEAD);
    stages.add(
        Stage.of(
            (in, mode) -> Layers.interleaved(layers.convolution(in.get(0), head, bias, 1)),
            stages.size()));
  }

  private Parameter add(boolean learned, long... shape) {
    Parameter parameter = Parameter.zeros(device, learned, shape);
    parameters.add(parameter);
    return parameter;
  }

  private Parameter kernel(int from, int to, int edge) {
    return add(true, to, from, edge, edge, edge);
  }

  /** Convolution, batch normalisation and ReLU. */
  private Layer unit(int from, int to, int stride) {
    Parameter weight = kernel(from, to, 3);
    Parameter bias = add(true, to);
    Parameter gamma = add(true, to);
    Parameter beta = add(true, to);
    Parameter mean = add(false, to);
    Parameter variance = add(false, to);
    return (x, mode) ->
        Torch.scoped(
            () -> {
              Tensor y = layers.convolution(x, weight, bias, stride);
              Tensor normal = Layers.byBatch(y, gamma, beta, mean, variance, mode, MOMENTUM);
              normal.relu_();
              return normal;
            });
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Stage> stages() {
    return stages;
  }
}
