package io.deepgrow.training.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link BasicUNet} in the training engine, its parameters those of {@code parameterShapes()} in
 * the same order. Input [n, channels, k, j, i], output logits [n, 1, k, j, i]; edges are multiples
 * of 16 and at least 32.
 */
final class BasicNet extends AbstractBlock {

  private static final int LEVELS = 5;
  private static final float SLOPE = 0.1f;
  private static final float EPSILON = 1e-5f;
  private static final float MOMENTUM = 0.9f;
  private static final Shape ONE = new Shape(1, 1, 1);
  private static final Shape TWO = new Shape(2, 2, 2);
  private static final Shape NONE = new Shape(0, 0, 0);

  private final BasicUNet.Residual residual;
  private final Map<String, Parameter> named = new LinkedHashMap<>();

  BasicNet(BasicUNet network) {
    residual = network.residual();
    network.parameterShapes().forEach((name, shape) -> named.put(name, parameter(name, shape)));
  }

  private Parameter parameter(String name, io.deepgrow.architecture.Shape shape) {
    long[] edges = shape.edges().stream().mapToLong(Integer::longValue).toArray();
    Parameter.Type ofWeight = edges.length == 1 ? Parameter.Type.GAMMA : Parameter.Type.WEIGHT;
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(name.endsWith(".bias") ? Parameter.Type.BIAS : ofWeight)
            .optShape(new Shape(edges))
            .build());
  }

  /** Weights in the engine's order. */
  static List<float[]> values(Weights weights) {
    return weights.asMap().values().stream().map(Tensor::values).toList();
  }

  /**
   * The engine's values by name.
   *
   * @throws IOException when they are of another network
   */
  static Weights weights(BasicUNet network, List<float[]> values) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Iterator<float[]> next = values.iterator();
    for (Map.Entry<String, io.deepgrow.architecture.Shape> entry :
        network.parameterShapes().entrySet()) {
      float[] value = next.hasNext() ? next.next() : new float[0];
      if (value.length != entry.getValue().elements()) {
        throw new IOException(
            "The snapshot is of another network: "
                + entry.getKey()
                + " has "
                + value.length
                + " values instead of "
                + entry.getValue().elements());
      }
      tensors.put(entry.getKey(), Tensor.of(entry.getValue(), value));
    }
    return Weights.of(tensors);
  }

  /** One forward pass, with the parameters of one device. */
  private final class Pass {

    private final ParameterStore store;
    private final Device device;
    private final boolean training;

    Pass(ParameterStore store, Device device, boolean training) {
      this.store = store;
      this.device = device;
      this.training = training;
    }

    NDArray get(String name) {
      return store.getValue(Objects.requireNonNull(named.get(name), name), device, training);
    }

    NDArray conv(NDArray x, String name, int kernel) {
      int pad = kernel / 2;
      return Conv3d.conv3d(
              x, get(name + ".weight"), get(name + ".bias"), ONE, new Shape(pad, pad, pad), ONE)
          .singletonOrThrow();
    }

    /** A stage's output; handles are closed early, what backpropagation needs lives on in it. */
    NDArray stage(NDArray x, String name) {
      String blocks = name.equals("conv_0") ? name : name + ".convs";
      NDArray first = block(x, blocks + ".conv_0");
      NDArray second = block(first, blocks + ".conv_1");
      NDArray output =
          switch (residual) {
            case NONE -> second;
            case IDENTITY -> second.add(first);
            case PROJECTED -> second.add(conv(x, name + ".residual", 1));
          };
      first.close();
      if (residual != BasicUNet.Residual.NONE) {
        second.close();
      }
      return output;
    }

    NDArray block(NDArray x, String name) {
      try (NDArray conv = conv(x, name + ".conv", 3);
          NDArray norm = instanceNorm(conv, name + ".adn.N")) {
        return Activation.leakyRelu(norm, SLOPE);
      }
    }

    /** Batch normalisation of one sample that has the channels of all: the engine has no other. */
    NDArray instanceNorm(NDArray x, String name) {
      Shape s = x.getShape();
      long n = s.get(0);
      Shape channels = new Shape(n * s.get(1));
      NDManager scope = x.getManager();
      NDArray gamma = get(name + ".weight");
      NDArray beta = get(name + ".bias");
      try (NDArray flat = x.reshape(1, n * s.get(1), s.get(2), s.get(3), s.get(4));
          NDArray norm =
              BatchNorm.batchNorm(
                      flat,
                      scope.zeros(channels),
                      scope.ones(channels),
                      n == 1 ? gamma : gamma.tile(n),
                      n == 1 ? beta : beta.tile(n),
                      1,
                      MOMENTUM,
                      EPSILON,
                      true)
                  .singletonOrThrow()) {
        return norm.reshape(s);
      }
    }

    /** Transposed convolution of kernel and stride 2: a product of matrices, then interleaved. */
    NDArray deconv(NDArray x, String name) {
      Shape s = x.getShape();
      NDArray weight = get(name + ".weight");
      long in = weight.getShape().get(0);
      long out = weight.getShape().get(1);
      NDArray matrix = weight.reshape(in, out * 8).transpose();
      try (NDArray columns = x.reshape(s.get(0), in, s.get(2) * s.get(3) * s.get(4));
          NDArray product = matrix.matMul(columns);
          NDArray cells = product.reshape(s.get(0), out, 2, 2, 2, s.get(2), s.get(3), s.get(4));
          NDArray turned = cells.transpose(0, 1, 5, 2, 6, 3, 7, 4);
          NDArray woven = turned.reshape(s.get(0), out, 2 * s.get(2), 2 * s.get(3), 2 * s.get(4))) {
        return woven.add(get(name + ".bias").reshape(1, out, 1, 1, 1));
      }
    }

    NDArray logits(NDArray input) {
      NDArray x = stage(input, "conv_0");
      List<NDArray> skips = new ArrayList<>();
      for (int level = 1; level < LEVELS; level++) {
        skips.add(x);
        try (NDArray pooled = x.getNDArrayInternal().maxPool(TWO, TWO, NONE, false)) {
          x = stage(pooled, "down_" + level);
        }
      }
      for (int level = LEVELS - 1; level >= 1; level--) {
        NDArray below = x;
        NDArray skip = skips.get(level - 1);
        try (NDArray up = deconv(below, "upcat_" + level + ".upsample.deconv");
            NDArray both = NDArrays.concat(new NDList(skip, up), 1)) {
          below.close();
          skip.close();
          x = stage(both, "upcat_" + level);
        }
      }
      try (NDArray last = x) {
        return conv(last, "final_conv", 1);
      }
    }
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray x = inputs.singletonOrThrow();
    return new NDList(new Pass(store, x.getDevice(), training).logits(x));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    Shape s = inputs[0];
    return new Shape[] {new Shape(s.get(0), 1, s.get(2), s.get(3), s.get(4))};
  }
}
