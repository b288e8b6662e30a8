package io.deepgrow.training.data;

import java.util.Random;

/** Leaves a slab of a patch, with nothing but air above and below: a scan that ends there. */
final class SlabCut {

  private static final float OUTSIDE = -1000;

  private SlabCut() {}

  /** Cuts across the slowest axis, unless too little of the target would be left. */
  static void cut(Random random, float[] ct, float[] target, int edge) {
    int thick = (int) (edge * (0.2 + 0.5 * random.nextDouble()));
    int from = random.nextInt(edge - thick + 1);
    int slice = edge * edge;
    double all = 0;
    double left = 0;
    for (int v = 0; v < target.length; v++) {
      int k = v / slice;
      float inside = Math.max(0, target[v]);
      all += inside;
      left += k >= from && k < from + thick ? inside : 0;
    }
    if (left < 0.3 * all || left < 60) {
      return;
    }
    for (int v = 0; v < target.length; v++) {
      int k = v / slice;
      if (k < from || k >= from + thick) {
        ct[v] = OUTSIDE;
        target[v] = 0;
      }
    }
  }
}
