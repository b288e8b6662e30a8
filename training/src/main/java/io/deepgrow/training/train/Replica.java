package io.deepgrow.training.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.List;

/** One copy of the network on one device. Used by one thread at a time. */
final class Replica implements AutoCloseable {

  private static final NDIndex ALL = new NDIndex("...");

  private final int channels;
  private final NDManager manager;
  private final Block net;
  private final List<Parameter> parameters = new ArrayList<>();
  private final ParameterStore store;

  /** What a forward and backward pass came to; the gradients stay with the parameters. */
  @SuppressWarnings("ArrayRecordComponent")
  record Pass(double loss, float[] logits) {}

  Replica(NetworkSpec spec, NDManager manager, long seed, int edge) {
    this.manager = manager;
    channels = spec.channels().size();
    net = spec.block();
    net.initialize(manager, DataType.FLOAT32, new Shape(1, channels, edge, edge, edge));
    net.getParameters().values().forEach(parameters::add);
    spec.initialValues(seed).ifPresent(this::set);
    store = new ParameterStore(manager, false);
  }

  NDManager manager() {
    return manager;
  }

  Device device() {
    return manager.getDevice();
  }

  Block net() {
    return net;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /**
   * Runs a part of a batch and adds its gradients to the parameters'.
   *
   * @param input [n, channels, k, j, i]
   * @param target [n, 1, k, j, i]
   * @param weight of this part's loss in that of the whole batch
   * @param training whether normalisation goes by the batch
   */
  Pass learn(
      float[] input,
      float[] target,
      int n,
      int edge,
      TrainingLoss loss,
      double weight,
      boolean training) {
    JniUtils.setGradMode(true);
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(input, new Shape(n, channels, edge, edge, edge));
      NDArray y = scope.create(target, new Shape(n, 1, edge, edge, edge));
      NDArray z = net.forward(store, new NDList(x), training).singletonOrThrow();
      NDArray mean = loss.of(z, y);
      NDArray part = weight == 1 ? mean : mean.mul((float) weight);
      NDArray one = scope.ones(part.getShape(), part.getDataType());
      JniUtils.backward((PtNDArray) part, (PtNDArray) one, false, false);
      return new Pass(part.getFloat(), z.toFloatArray());
    }
  }

  /** Logits of one patch, as when the network is used. */
  float[] predict(float[] input, int edge) {
    JniUtils.setGradMode(false);
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(input, new Shape(1, channels, edge, edge, edge));
      return net.forward(store, new NDList(x), false).singletonOrThrow().toFloatArray();
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  /** Forgets gradients, of whatever values. */
  void clearGradients() {
    JniUtils.setGradMode(false);
    for (Parameter parameter : parameters) {
      if (parameter.requiresGradient() && parameter.getArray().hasGradient()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          if (gradient != null) {
            gradient.set(ALL, 0f);
          }
        }
      }
    }
    JniUtils.setGradMode(true);
  }

  /** Adds the gradients of another copy, wherever it lives, to those here. */
  void addGradients(Replica other) {
    JniUtils.setGradMode(false);
    for (int p = 0; p < parameters.size(); p++) {
      if (parameters.get(p).requiresGradient()) {
        try (NDArray own = parameters.get(p).getArray().getGradient();
            NDArray theirs = other.parameters.get(p).getArray().getGradient();
            NDArray here = theirs.toDevice(device(), true)) {
          own.addi(here);
        }
      }
    }
    JniUtils.setGradMode(true);
  }

  /** Takes over the values of another copy, statistics of normalisation included. */
  void follow(Replica other) {
    JniUtils.setGradMode(false);
    for (int p = 0; p < parameters.size(); p++) {
      try (NDArray here = other.parameters.get(p).getArray().toDevice(device(), true)) {
        parameters.get(p).getArray().set(ALL, here);
      }
    }
    JniUtils.setGradMode(true);
  }

  List<float[]> values() {
    return parameters.stream().map(p -> p.getArray().toFloatArray()).toList();
  }

  void set(List<float[]> values) {
    for (int p = 0; p < parameters.size(); p++) {
      set(values.get(p), parameters.get(p).getArray());
    }
  }

  static void set(float[] values, NDArray into) {
    JniUtils.setGradMode(false);
    try (NDArray source = into.getManager().create(values, into.getShape())) {
      into.set(ALL, source);
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
