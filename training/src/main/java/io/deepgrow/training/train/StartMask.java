package io.deepgrow.training.train;

import io.deepgrow.training.field.SmoothField;
import io.deepgrow.volume.grid.FloatGrid;
import java.util.Random;

/**
 * A mask that clicks are to correct: the target with its surface moved in and out, as if drawn in a
 * hurry or made by another method.
 */
final class StartMask {

  private StartMask() {}

  /** As logits: positive inside, negative outside. */
  static float[] of(Random random, FloatGrid target) {
    int edge = target.size().i();
    float[] soft = target.values().clone();
    for (int v = 0; v < soft.length; v++) {
      soft[v] = Math.max(0, soft[v]);
    }
    double sigma = 0.5 + edge / 32.0 * random.nextDouble();
    SmoothField.blur(soft, edge, sigma);
    double bias = 0.2 * random.nextGaussian();
    float[] bend = SmoothField.random(random, 2 + random.nextInt(5)).onCube(edge, 0.35);
    boolean strays = random.nextInt(4) == 0;
    for (int v = 0; v < soft.length; v++) {
      boolean near = strays || soft[v] > 0.02;
      soft[v] = near && soft[v] + bend[v] + bias >= 0.5 ? 1 : -1;
    }
    return soft;
  }
}
