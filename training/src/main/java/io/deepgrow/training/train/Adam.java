package io.deepgrow.training.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam without weight decay: β = (0.9, 0.999), ε = 1e-8 outside the root, bias-corrected. Ours
 * because its moments belong to a checkpoint.
 */
final class Adam implements AutoCloseable {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final NDManager manager;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> means = new ArrayList<>();
  private final List<NDArray> squares = new ArrayList<>();
  private long steps;

  Adam(NDManager parent, List<Parameter> parameters) {
    manager = parent.newSubManager();
    for (Parameter parameter : parameters) {
      if (parameter.requiresGradient()) {
        NDArray weight = parameter.getArray();
        weight.setRequiresGradient(true);
        weights.add(weight);
        means.add(manager.zeros(weight.getShape()));
        squares.add(manager.zeros(weight.getShape()));
      }
    }
  }

  /** One update from the gradients that the last backward pass left, which are then cleared. */
  void step(double rate) {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, (double) steps);
    double correction2 = 1 - Math.pow(BETA2, (double) steps);
    JniUtils.setGradMode(false);
    try (NDManager scope = manager.newSubManager()) {
      for (int p = 0; p < weights.size(); p++) {
        NDArray gradient = weights.get(p).getGradient();
        gradient.attach(scope);
        NDArray mean = means.get(p);
        NDArray square = squares.get(p);
        mean.tempAttach(scope);
        square.tempAttach(scope);
        mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
        square.muli(BETA2).addi(gradient.square().muli(1 - BETA2));
        NDArray root = square.div(correction2).sqrt().addi(1e-8);
        NDArray update = mean.div(root).muli(rate / correction1);
        update.attach(scope);
        weights.get(p).subi(update);
        gradient.muli(0);
        mean.attach(manager);
        square.attach(manager);
      }
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  long steps() {
    return steps;
  }

  /** The moments in a fixed order, for a checkpoint. */
  List<NDArray> state() {
    List<NDArray> state = new ArrayList<>(means);
    state.addAll(squares);
    return state;
  }

  void restore(long restoredSteps) {
    steps = restoredSteps;
  }

  @Override
  public void close() {
    manager.close();
  }
}
