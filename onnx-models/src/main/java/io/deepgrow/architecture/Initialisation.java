package io.deepgrow.architecture;

import java.util.Random;

/** Random tensors to start a training from. */
final class Initialisation {

  private Initialisation() {}

  static Tensor uniform(Shape shape, double bound, Random random) {
    float[] values = new float[shape.elements()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    return Tensor.of(shape, values);
  }

  static Tensor normal(Shape shape, double deviation, Random random) {
    float[] values = new float[shape.elements()];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(shape, values);
  }

  /** Inputs that one output of a convolution kernel {@code [out][in][d][h][w]} sums over. */
  static int fanIn(Shape kernel) {
    return kernel.elements() / kernel.edge(0);
  }
}
