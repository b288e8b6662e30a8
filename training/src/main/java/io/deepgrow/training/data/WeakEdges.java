package io.deepgrow.training.data;

import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.training.field.SmoothField;
import java.util.Random;

/**
 * Gives part of what lies round a target the target's own density, so that its edge vanishes there
 * and only shape and clicks tell where it ends.
 */
final class WeakEdges {

  private WeakEdges() {}

  /** Changes {@code ct} outside the target. */
  static void blur(Random random, float[] ct, float[] target, int edge) {
    double mean = 0;
    int count = 0;
    for (int v = 0; v < target.length; v++) {
      if (target[v] > 0.5f) {
        mean += ct[v];
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    mean /= count;
    float[] smooth = ct.clone();
    CubeFilter.gaussian(smooth, edge, 1.2, 1.2, 1.2);
    float[] field = SmoothField.random(random, 3 + random.nextInt(4)).onCube(edge, 1);
    double limit = 0.3 + 0.6 * random.nextDouble();
    double offset = 12 * random.nextGaussian();
    for (int v = 0; v < ct.length; v++) {
      if (target[v] <= 0.5f && field[v] > limit && smooth[v] > -700) {
        ct[v] += (float) (mean + offset - smooth[v]);
      }
    }
  }
}
