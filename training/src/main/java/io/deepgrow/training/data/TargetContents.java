package io.deepgrow.training.data;

import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.training.field.SmoothField;
import java.util.Arrays;
import java.util.Random;

/**
 * Fills part of a target with something else: gas, fluid, contrast or other tissue, as in a stomach
 * or a necrotic tumour. Teaches that a target is not always of one density.
 */
final class TargetContents {

  private static final double[] DENSITIES = {-950, -100, 5, 30, 70, 130, 250, 500};

  private TargetContents() {}

  /** Changes {@code ct} inside the target. */
  static void fill(Random random, float[] ct, float[] target, int edge) {
    float[] order = order(random, edge);
    float[] inside = new float[target.length];
    int count = 0;
    double mean = 0;
    for (int v = 0; v < target.length; v++) {
      if (target[v] > 0.5f) {
        inside[count++] = order[v];
        mean += ct[v];
      }
    }
    if (count < 30) {
      return;
    }
    mean /= count;
    Arrays.sort(inside, 0, count);
    float limit = inside[(int) (count * (0.2 + 0.6 * random.nextDouble()))];
    double density =
        random.nextInt(3) == 0
            ? mean + (random.nextBoolean() ? 1 : -1) * (25 + 60 * random.nextDouble())
            : DENSITIES[random.nextInt(DENSITIES.length)];
    float[] share = new float[target.length];
    for (int v = 0; v < share.length; v++) {
      share[v] = target[v] > 0.5f && order[v] > limit ? 1 : 0;
    }
    CubeFilter.gaussian(share, edge, 0.6, 0.6, 0.6);
    for (int v = 0; v < ct.length; v++) {
      if (share[v] > 0.01f) {
        ct[v] += (float) (share[v] * (density - mean));
      }
    }
  }

  /** A level as of fluid, or a lump. */
  private static float[] order(Random random, int edge) {
    if (random.nextBoolean()) {
      return SmoothField.random(random, 3 + random.nextInt(6)).onCube(edge, 1);
    }
    double a = random.nextGaussian();
    double b = random.nextGaussian();
    double c = random.nextGaussian();
    float[] level = new float[edge * edge * edge];
    for (int v = 0; v < level.length; v++) {
      int j = v / edge % edge;
      int k = v / (edge * edge);
      level[v] = (float) (a * (v % edge) + b * j + c * k);
    }
    return level;
  }
}
