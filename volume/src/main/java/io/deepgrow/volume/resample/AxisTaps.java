package io.deepgrow.volume.resample;

import java.util.function.IntToDoubleFunction;

/**
 * Which source positions along one axis make up each output position, and with what weight. The
 * value at an output position is the weighted sum divided by its {@link #divisor}.
 */
final class AxisTaps {

  private final int[] first;
  private final int[] count;
  private final float[] weights;
  private final int stride;

  /** Sum of the weights of each output position, kept apart so that whole numbers add exactly. */
  final float[] divisor;

  private AxisTaps(int length, int stride) {
    first = new int[length];
    count = new int[length];
    divisor = new float[length];
    weights = new float[length * stride];
    this.stride = stride;
  }

  /** Bins {@code ⌊o·n/m⌋ … ⌈(o+1)·n/m⌉ − 1} with equal weights; they may overlap. */
  static AxisTaps area(int source, int length) {
    AxisTaps taps = new AxisTaps(length, source / length + 2);
    for (int o = 0; o < length; o++) {
      int begin = (int) ((long) o * source / length);
      int end = (int) (((o + 1L) * source + length - 1) / length);
      taps.first[o] = begin;
      taps.count[o] = end - begin;
      taps.divisor[o] = end - begin;
      for (int s = 0; s < end - begin; s++) {
        taps.weights[o * taps.stride + s] = 1;
      }
    }
    return taps;
  }

  /** Interpolation between the two neighbours of a coordinate, clamped to the source. */
  static AxisTaps linear(int source, int length, IntToDoubleFunction coordinate) {
    AxisTaps taps = new AxisTaps(length, 2);
    for (int o = 0; o < length; o++) {
      double at = Math.min(source - 1, Math.max(0, coordinate.applyAsDouble(o)));
      int low = (int) at;
      double fraction = at - low;
      taps.first[o] = low;
      taps.count[o] = fraction > 0 ? 2 : 1;
      taps.divisor[o] = 1;
      taps.weights[2 * o] = (float) (1 - fraction);
      taps.weights[2 * o + 1] = (float) fraction;
    }
    return taps;
  }

  int length() {
    return first.length;
  }

  int first(int output) {
    return first[output];
  }

  int count(int output) {
    return count[output];
  }

  float weight(int output, int tap) {
    return weights[output * stride + tap];
  }

  /** The undivided weighted sums along a row. */
  void apply(float[] row, float[] out, int to) {
    for (int o = 0; o < first.length; o++) {
      int from = first[o];
      int n = count[o];
      int w = o * stride;
      float sum = 0;
      for (int s = 0; s < n; s++) {
        sum += weights[w + s] * row[from + s];
      }
      out[to + o] = sum;
    }
  }
}
