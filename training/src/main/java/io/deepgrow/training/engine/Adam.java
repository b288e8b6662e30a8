package io.deepgrow.training.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Adam without weight decay: β = (0.9, 0.999), ε = 1e-8 outside the root, bias-corrected. Ours
 * because its moments belong to a checkpoint.
 */
public final class Adam implements AutoCloseable {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<Tensor> weights = new ArrayList<>();
  private final List<Tensor> means = new ArrayList<>();
  private final List<Tensor> squares = new ArrayList<>();
  private long steps;

  public Adam(Replica replica) {
    for (Parameter parameter : replica.parameters()) {
      if (parameter.learned()) {
        weights.add(parameter.value());
        means.add(torch.zeros_like(parameter.value()));
        squares.add(torch.zeros_like(parameter.value()));
      }
    }
  }

  /** One update from the gradients that the last backward pass left, which are then cleared. */
  public void step(double rate) {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, (double) steps);
    double correction2 = 1 - Math.pow(BETA2, (double) steps);
    for (int p = 0; p < weights.size(); p++) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard still = new NoGradGuard()) {
        Tensor gradient = weights.get(p).grad();
        Tensor mean = means.get(p);
        mean.mul_(new Scalar(BETA1));
        mean.add_(gradient, new Scalar(1 - BETA1));
        Tensor square = squares.get(p);
        square.mul_(new Scalar(BETA2));
        square.addcmul_(gradient, gradient, new Scalar(1 - BETA2));
        Tensor root = square.div(new Scalar(correction2)).sqrt().add(new Scalar(EPSILON));
        weights.get(p).addcdiv_(mean, root, new Scalar(-rate / correction1));
        gradient.zero_();
      }
    }
  }

  /** The moments in a fixed order, for a checkpoint. */
  public List<float[]> state() {
    return moments().stream().map(Torch::values).toList();
  }

  private List<Tensor> moments() {
    List<Tensor> moments = new ArrayList<>(means);
    moments.addAll(squares);
    return moments;
  }

  /** Goes on from moments of {@link #state} after so many steps. */
  public void restore(List<float[]> state, long restoredSteps) {
    List<Tensor> moments = moments();
    for (int m = 0; m < moments.size(); m++) {
      Torch.set(moments.get(m), state.get(m));
    }
    steps = restoredSteps;
  }

  @Override
  public void close() {
    moments().forEach(Tensor::deallocate);
  }
}
