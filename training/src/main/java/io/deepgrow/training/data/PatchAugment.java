package io.deepgrow.training.data;

import io.deepgrow.volume.grid.FloatGrid;
import java.util.Random;

/**
 * Turns, mirrors and recolours a patch, so that no direction and no exact density is learned; and
 * makes some harder: contents of another density, edges that vanish, scans that end.
 */
final class PatchAugment {

  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private PatchAugment() {}

  static TrainingPatch apply(Random random, TrainingPatch patch) {
    int[] order = ORDERS[random.nextInt(ORDERS.length)];
    int mirrors = random.nextInt(8);
    int edge = patch.size().i();
    float[] straight = patch.hounsfield().values().clone();
    float[] truth = patch.target().values().clone();
    harden(random, straight, truth, edge);
    float[] ct = turned(straight, edge, order, mirrors);
    float[] target = turned(truth, edge, order, mirrors);
    recolour(random, ct, target);
    return new TrainingPatch(
        FloatGrid.of(patch.size(), ct), FloatGrid.of(patch.size(), target), patch.origin());
  }

  private static void harden(Random random, float[] ct, float[] target, int edge) {
    if (random.nextInt(10) < 3) {
      TargetContents.fill(random, ct, target, edge);
      if (random.nextBoolean()) {
        TargetContents.fill(random, ct, target, edge);
      }
    }
    if (random.nextInt(5) == 0) {
      WeakEdges.blur(random, ct, target, edge);
    }
    if (random.nextInt(10) < 3) {
      SlabCut.cut(random, ct, target, edge);
    }
  }

  private static float[] turned(float[] values, int edge, int[] order, int mirrors) {
    int[] strides = {1, edge, edge * edge};
    int si = strides[order[0]];
    int sj = strides[order[1]];
    int sk = strides[order[2]];
    int start = 0;
    if ((mirrors & 1) != 0) {
      start += si * (edge - 1);
      si = -si;
    }
    if ((mirrors & 2) != 0) {
      start += sj * (edge - 1);
      sj = -sj;
    }
    if ((mirrors & 4) != 0) {
      start += sk * (edge - 1);
      sk = -sk;
    }
    float[] out = new float[values.length];
    int to = 0;
    for (int k = 0; k < edge; k++) {
      for (int j = 0; j < edge; j++) {
        int from = start + k * sk + j * sj;
        for (int i = 0; i < edge; i++, from += si) {
          out[to++] = values[from];
        }
      }
    }
    return out;
  }

  private static void recolour(Random random, float[] ct, float[] target) {
    double scale = 1 + 0.08 * random.nextGaussian();
    double shift = 12 * random.nextGaussian();
    double noise = random.nextInt(3) == 0 ? 15 * random.nextDouble() : 0;
    double tint = 0;
    if (random.nextInt(6) == 0) {
      tint = (15 + 60 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
    }
    for (int v = 0; v < ct.length; v++) {
      double value = ct[v] * scale + shift + tint * Math.max(0, target[v]);
      if (noise > 0) {
        value += noise * random.nextGaussian();
      }
      ct[v] = (float) Math.max(-1024, value);
    }
  }
}
