package io.deepgrow.training.engine;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.training.engine.Net.Mode;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** One copy of a network on one device. Used by one thread at a time. */
public final class Replica implements AutoCloseable {

  private static final Mode BY_STATISTICS = new Mode(false, false);

  private final int channels;
  private final Device device;
  private final boolean recomputes;
  private final List<Parameter> parameters;
  private final Forward forward;

  /** What a forward and backward pass came to; the gradients stay with the parameters. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pass(double loss, float[] logits) {}

  /**
   * A copy with values.
   *
   * @param channels of the input
   * @param values in the order of the parameters
   * @param recomputes whether a step spares memory by computing parts of the network twice
   */
  public Replica(
      Architecture network,
      int channels,
      Device device,
      Arithmetic arithmetic,
      boolean recomputes,
      List<float[]> values) {
    Torch.load();
    this.channels = channels;
    this.device = device;
    this.recomputes = recomputes;
    Net net = net(network, channels, device, arithmetic);
    parameters = net.parameters();
    forward = new Forward(net, arithmetic);
    set(values);
  }

  private static Net net(Architecture network, int channels, Device device, Arithmetic arithmetic) {
    if (network instanceof CompactUNet compact) {
      return new CompactNet(channels, compact.widths(), device, arithmetic);
    }
    if (network instanceof BasicUNet basic) {
      return new BasicNet(basic, device, arithmetic);
    }
    throw new IllegalArgumentException("There is no training of " + network.describe());
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** Number of tensors with values. */
  public int tensors() {
    return parameters.size();
  }

  /** Values of a tensor. */
  public long size(int tensor) {
    return parameters.get(tensor).size();
  }

  /** Output channels of a tensor that is a kernel; 0 of another. */
  public long outputs(int tensor) {
    Parameter parameter = parameters.get(tensor);
    return parameter.isKernel() ? parameter.outputs() : 0;
  }

  /**
   * Runs a part of a batch and adds its gradients to the parameters'.
   *
   * @param input [n, channels, k, j, i]
   * @param target [n, 1, k, j, i]
   * @param weight of this part's loss in that of the whole batch
   * @param byBatch whether normalisation goes by the batch
   */
  public Pass learn(
      float[] input, float[] target, int n, int edge, Loss loss, double weight, boolean byBatch) {
    Mode mode = new Mode(byBatch, byBatch);
    try (PointerScope scope = new PointerScope()) {
      Tensor x = Torch.tensor(input, device, n, channels, edge, edge, edge);
      Tensor y = Torch.tensor(target, device, n, 1, edge, edge, edge);
      if (recomputes) {
        List<Tensor> both = forward.recomputed(x, mode, z -> loss.of(z, y).mul(new Scalar(weight)));
        return new Pass(both.get(1).item_float(), Torch.values(both.get(0)));
      }
      Tensor z = forward.logits(x, mode);
      Tensor part = loss.of(z, y).mul(new Scalar(weight));
      part.backward();
      return new Pass(part.item_float(), Torch.values(z));
    }
  }

  /** Logits of one patch, as when the network is used. */
  public float[] predict(float[] input, int edge) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard still = new NoGradGuard()) {
      Tensor x = Torch.tensor(input, device, 1, channels, edge, edge, edge);
      return Torch.values(forward.logits(x, BY_STATISTICS));
    }
  }

  /** Forgets gradients, of whatever values. */
  public void clearGradients() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard still = new NoGradGuard()) {
      for (Parameter parameter : parameters) {
        Tensor gradient = parameter.value().grad();
        if (gradient.defined()) {
          gradient.zero_();
        }
      }
    }
  }

  /** Adds the gradients of another copy, wherever it lives, to those here. */
  public void addGradients(Replica other) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard still = new NoGradGuard()) {
      for (int p = 0; p < parameters.size(); p++) {
        Tensor theirs = other.parameters.get(p).value().grad();
        if (theirs.defined()) {
          parameters.get(p).value().grad().add_(Torch.on(device, theirs));
        }
      }
    }
  }

  /** Takes over the values of another copy, statistics of normalisation included. */
  public void follow(Replica other) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard still = new NoGradGuard()) {
      for (int p = 0; p < parameters.size(); p++) {
        parameters.get(p).value().copy_(other.parameters.get(p).value());
      }
    }
  }

  /** All values, in the order of the parameters. */
  public List<float[]> values() {
    return parameters.stream().map(p -> Torch.values(p.value())).toList();
  }

  /** Takes values; more than there are parameters are not looked at. */
  public void set(List<float[]> values) {
    for (int p = 0; p < parameters.size(); p++) {
      Torch.set(parameters.get(p).value(), values.get(p));
    }
  }

  @Override
  public void close() {
    parameters.forEach(p -> p.value().deallocate());
  }
}
