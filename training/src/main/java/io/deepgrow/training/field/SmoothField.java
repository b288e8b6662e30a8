package io.deepgrow.training.field;

import java.util.Random;

/** Smooth random values over a cube: normal noise on a coarse lattice, interpolated linearly. */
public final class SmoothField {

  private final int cells;
  private final float[] lattice;

  private SmoothField(int cells, float[] lattice) {
    this.cells = cells;
    this.lattice = lattice;
  }

  /**
   * A field.
   *
   * @param cells lattice cells along each side; more cells, finer structure
   */
  public static SmoothField random(Random random, int cells) {
    int n = cells + 1;
    float[] lattice = new float[n * n * n];
    for (int v = 0; v < lattice.length; v++) {
      lattice[v] = (float) random.nextGaussian();
    }
    return new SmoothField(cells, lattice);
  }

  /** The field on a cube of {@code edge} voxels, i-fastest, scaled by {@code amplitude}. */
  public float[] onCube(int edge, double amplitude) {
    int n = cells + 1;
    int[] low = new int[edge];
    float[] fraction = new float[edge];
    for (int g = 0; g < edge; g++) {
      double x = (double) g * cells / (edge - 1);
      low[g] = Math.min(cells - 1, (int) x);
      fraction[g] = smooth((float) (x - low[g]));
    }
    float[] alongI = new float[edge * n * n];
    for (int row = 0; row < n * n; row++) {
      for (int i = 0; i < edge; i++) {
        float a = lattice[row * n + low[i]];
        alongI[row * edge + i] = a + fraction[i] * (lattice[row * n + low[i] + 1] - a);
      }
    }
    float[] alongJ = new float[edge * edge * n];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < edge; j++) {
        int a = (k * n + low[j]) * edge;
        int to = (k * edge + j) * edge;
        for (int i = 0; i < edge; i++) {
          alongJ[to + i] = alongI[a + i] + fraction[j] * (alongI[a + edge + i] - alongI[a + i]);
        }
      }
    }
    float[] out = new float[edge * edge * edge];
    int slice = edge * edge;
    for (int k = 0; k < edge; k++) {
      int a = low[k] * slice;
      for (int v = 0; v < slice; v++) {
        float from = alongJ[a + v];
        out[k * slice + v] =
            (float) (amplitude * (from + fraction[k] * (alongJ[a + slice + v] - from)));
      }
    }
    return out;
  }

  /** Smooths a cube in place by a Gaussian of so many voxels. */
  public static void blur(float[] cube, int edge, double sigma) {
    CubeFilter.gaussian(cube, edge, sigma, sigma, sigma);
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }
}
