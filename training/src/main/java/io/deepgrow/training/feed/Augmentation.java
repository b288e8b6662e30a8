package io.deepgrow.training.feed;

import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.field.CubeFilter;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
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
  /**
   * Mirrors; every other time turned, scaled and bent; smoother or sharper, as by another kernel;
   * other density, contrast of soft tissue, gamma and noise. Axes keep their places.
   */
  STANDARD {
    @Override
    TrainingPatch apply(Random random, TrainingPatch patch) {
      GridSize grid = patch.size();
      int mirrors = random.nextInt(8);
      TrainingPatch placed =
          random.nextBoolean() ? PatchWarp.random(random, grid.i()).apply(patch) : patch;
      float[] target = mirrored(placed.target().values(), grid, mirrors);
      float[] hounsfield = mirrored(placed.hounsfield().values(), grid, mirrors);
      refocus(random, hounsfield, grid.i());
      recolour(random, hounsfield);
      return new TrainingPatch(
          FloatGrid.of(grid, hounsfield), FloatGrid.of(grid, target), patch.origin());
    }
  };

  private static final double LOW = -1024;
  private static final double HIGH = 1500;

  /** What contrast medium makes brighter begins here, in HU. */
  private static final double ENHANCES = 25;

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

  /** One time in three as a softer or a harder reconstruction kernel would have it. */
  private static void refocus(Random random, float[] hounsfield, int edge) {
    if (random.nextInt(3) != 0) {
      return;
    }
    double sigma = 0.4 + 0.6 * random.nextDouble();
    float[] smooth = hounsfield.clone();
    CubeFilter.gaussian(smooth, edge, sigma, sigma, 0);
    float amount = random.nextBoolean() ? 1 : -0.7f * random.nextFloat();
    for (int v = 0; v < hounsfield.length; v++) {
      hounsfield[v] += amount * (smooth[v] - hounsfield[v]);
    }
  }

  private static void recolour(Random random, float[] hounsfield) {
    double scale = 1 + 0.08 * random.nextGaussian();
    double shift = 12 * random.nextGaussian();
    double gamma = random.nextInt(3) == 0 ? Math.exp(0.15 * random.nextGaussian()) : 1;
    double contrast = random.nextInt(3) == 0 ? 0.3 * random.nextGaussian() : 0;
    double noise = random.nextInt(3) == 0 ? 15 * random.nextDouble() : 0;
    for (int v = 0; v < hounsfield.length; v++) {
      double value = hounsfield[v] * scale + shift;
      value += contrast * Math.max(0, Math.min(200, value - ENHANCES));
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
