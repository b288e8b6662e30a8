package io.deepgrow.phantom;

import java.util.Random;

/** A few random waves: slow ones bend surfaces, quick ones make texture. */
final class Wobble {

  private static final int WAVES = 5;

  private final double[][] slow = new double[WAVES][4];
  private final double[][] quick = new double[WAVES][4];

  Wobble(Random random) {
    fill(slow, random, 45);
    fill(quick, random, 9);
  }

  /** Random directions; wave lengths around the given one in mm. */
  private static void fill(double[][] waves, Random random, double length) {
    for (double[] wave : waves) {
      for (int axis = 0; axis < 3; axis++) {
        wave[axis] = 2 * Math.PI / length * random.nextGaussian() / 1.7;
      }
      wave[3] = 2 * Math.PI * random.nextDouble();
    }
  }

  /** About −0.15 to 0.15. */
  double at(double x, double y, double z) {
    return 0.07 * sum(slow, x, y, z);
  }

  /** About standard normal. */
  double texture(double x, double y, double z) {
    return 0.63 * sum(quick, x, y, z);
  }

  private static double sum(double[][] waves, double x, double y, double z) {
    double sum = 0;
    for (double[] w : waves) {
      sum += Math.sin(w[0] * x + w[1] * y + w[2] * z + w[3]);
    }
    return sum;
  }
}
