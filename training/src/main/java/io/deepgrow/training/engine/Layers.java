package io.deepgrow.training.engine;

import static org.bytedeco.pytorch.global.torch.batch_norm;
import static org.bytedeco.pytorch.global.torch.conv3d;
import static org.bytedeco.pytorch.global.torch.conv_transpose3d;
import static org.bytedeco.pytorch.global.torch.group_norm;
import static org.bytedeco.pytorch.global.torch.max_pool3d;
import static org.bytedeco.pytorch.global.torch.upsample_nearest3d;

import java.util.Optional;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/** What networks are made of, in one arithmetic. Input and output: [n, channels, k, j, i]. */
final class Layers {

  private static final double EPSILON = 1e-5;
  private static final long SAFE_EDGE = 4;
  private static final long[] ONE = {1, 1, 1};
  private static final long[] TWO = {2, 2, 2};
  private static final long[] NONE = {0, 0, 0};

  private final Arithmetic arithmetic;

  Layers(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  private static TensorOptional some(Parameter parameter) {
    return new TensorOptional(parameter.value());
  }

  private TensorOptional cast(Parameter parameter) {
    return new TensorOptional(arithmetic.of(parameter.value()));
  }

  /** A convolution that keeps the grid at stride 1. */
  Tensor convolution(Tensor x, Parameter weight, long stride) {
    return convolution(x, weight, Optional.empty(), stride);
  }

  /** A convolution with a bias. */
  Tensor convolution(Tensor x, Parameter weight, Parameter bias, long stride) {
    return convolution(x, weight, Optional.of(bias), stride);
  }

  private Tensor convolution(Tensor x, Parameter weight, Optional<Parameter> bias, long stride) {
    if (isTiny(x)) {
      return arithmetic.of(
          convolved(
              Arithmetic.FLOAT32.of(x),
              weight.value(),
              bias.map(Layers::some).orElseGet(TensorOptional::new),
              stride));
    }
    TensorOptional shift = bias.map(this::cast).orElseGet(TensorOptional::new);
    return convolved(x, arithmetic.of(weight.value()), shift, stride);
  }

  /**
   * oneDNN's gradient of a 3×3×3 kernel reads memory that nobody wrote on grids of 2 voxels a side
   * in 16 bits (libtorch 2.7.1).
   */
  private static boolean isTiny(Tensor x) {
    return Math.min(x.size(2), Math.min(x.size(3), x.size(4))) < SAFE_EDGE;
  }

  private static Tensor convolved(Tensor x, Tensor weight, TensorOptional bias, long stride) {
    long pad = weight.size(2) / 2;
    long[] strides = {stride, stride, stride};
    long[] pads = {pad, pad, pad};
    return conv3d(x, weight, bias, strides, pads, ONE, 1L);
  }

  /** A transposed convolution of kernel and stride 2. */
  Tensor doubling(Tensor x, Parameter weight, Parameter bias) {
    return conv_transpose3d(x, arithmetic.of(weight.value()), cast(bias), TWO, NONE, NONE, 1L, ONE);
  }

  /**
   * Batch normalisation.
   *
   * @param momentum share of the batch in its statistics
   */
  static Tensor byBatch(
      Tensor x,
      Parameter gamma,
      Parameter beta,
      Parameter mean,
      Parameter variance,
      Net.Mode mode,
      double momentum) {
    return batch_norm(
        x,
        some(gamma),
        some(beta),
        some(mean),
        some(variance),
        mode.byBatch(),
        mode.learns() ? momentum : 0,
        EPSILON,
        false);
  }

  /** Instance normalisation: of groups of one channel. */
  static Tensor byInstance(Tensor x, Parameter gamma, Parameter beta) {
    return group_norm(x, x.size(1), some(gamma), some(beta), EPSILON, false);
  }

  static Tensor halved(Tensor x) {
    return max_pool3d(x, 2);
  }

  /** Every voxel eight times. */
  static Tensor doubled(Tensor x) {
    long[] size = {2 * x.size(2), 2 * x.size(3), 2 * x.size(4)};
    DoubleOptional byGrid = new DoubleOptional();
    return upsample_nearest3d(x, size, byGrid, byGrid, byGrid);
  }

  /** Depth to space: channel 4a + 2b + c goes to the voxel at odd (a, b, c) along k, j, i. */
  static Tensor interleaved(Tensor x) {
    long n = x.size(0);
    long k = x.size(2);
    long j = x.size(3);
    long i = x.size(4);
    return x.reshape(n, 2, 2, 2, k, j, i)
        .permute(0, 4, 1, 5, 2, 6, 3)
        .reshape(n, 1, 2 * k, 2 * j, 2 * i);
  }
}
