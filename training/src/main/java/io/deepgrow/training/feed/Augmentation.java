package io.deepgrow.training.feed;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.volume.FloatGrid;
import io.deepgrow.volume.GridSize;
import java.util.Random;

/** What happens to a prepared patch before it is learned from. */
public enum Augmentation {
  /** Nothing, as on the model card. */
  NONE {
    @Override
    TrainingPatch apply(Random random, TrainingPatch patch) {
      return patch;
    }
  },
  /** Mirrors, and other density, contrast, gamma and noise. Axes keep their places. */
  STANDARD {
    @Override
    TrainingPatch apply(Random random, TrainingPatch patch) {
      GridSize grid = patch.size();
      int mirrors = random.nextInt(8);
      float[] target = mirrored(patch.target().values(), grid, mirrors);
      float[] hounsfield = mirrored(patch.hounsfield().values(), grid, mirrors);
      recolour(random, hounsfield);
      return new TrainingPatch(
          FloatGrid.of(grid, hounsfield), FloatGrid.of(grid, target), patch.origin());
    }
  };

  private static final double LOW = -1024;
  private static final double HIGH = 1500;

  abstract TrainingPatch apply(Random random, TrainingPatch patch);

  /** A copy, turned round along i, j and k by the bits 1, 2 and 4. */
  static float[] mirrored(float[] values, GridSize grid, int mirrors) {
    float[] out = new float[values.length];
    int to = 0;
    for (int k = 0; k < grid.k(); k++) {
      int fromK = (mirrors & 4) == 0 ? k : grid.k() - 1 - k;
      for (int j = 0; j < grid.j(); j++) {
        int fromJ = (mirrors & 2) == 0 ? j : grid.j() - 1 - j;
        for (int i = 0; i < grid.i(); i++) {
          int fromI = (mirrors & 1) == 0 ? i : grid.i() - 1 - i;
          out[to++] = values[grid.flat(fromI, fromJ, fromK)];
        }
      }
    }
    return out;
  }

  private static void recolour(Random random, float[] hounsfield) {
    double scale = 1 + 0.08 * random.nextGaussian();
    double shift = 12 * random.nextGaussian();
    double gamma = random.nextInt(3) == 0 ? Math.exp(0.15 * random.nextGaussian()) : 1;
    double noise = random.nextInt(3) == 0 ? 15 * random.nextDouble() : 0;
    for (int v = 0; v < hounsfield.length; v++) {
      double value = hounsfield[v] * scale + shift;
      if (gamma != 1) {
        double part = Math.max(0, Math.min(1, (value - LOW) / (HIGH - LOW)));
        value = LOW + (HIGH - LOW) * Math.pow(part, gamma);
      }
      if (noise > 0) {
        value += noise * random.nextGaussian();
      }
      hounsfield[v] = (float) Math.max(LOW, value);
    }
  }
}
