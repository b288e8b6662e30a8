package io.deepgrow.training.field;

import java.util.Arrays;

/** Small separable filters on cubes of floats, i-fastest, with the border voxel repeated. */
public final class CubeFilter {

  private CubeFilter() {}

  /** Gaussian smoothing in place; σ in voxels along i, j and k, 0 leaves an axis alone. */
  public static void gaussian(float[] cube, int edge, double si, double sj, double sk) {
    along(cube, edge, 1, si);
    along(cube, edge, edge, sj);
    along(cube, edge, edge * edge, sk);
  }

  private static void along(float[] cube, int edge, int stride, double sigma) {
    if (sigma < 0.1) {
      return;
    }
    int radius = (int) Math.ceil(2.5 * sigma);
    float[] taps = new float[2 * radius + 1];
    double sum = 0;
    for (int t = -radius; t <= radius; t++) {
      taps[t + radius] = (float) Math.exp(-t * t / (2 * sigma * sigma));
      sum += taps[t + radius];
    }
    for (int t = 0; t < taps.length; t++) {
      taps[t] /= (float) sum;
    }
    if (stride == 1) {
      rows(cube, edge, taps, radius);
    } else {
      planes(cube, edge, stride, taps, radius);
    }
  }

  private static void rows(float[] cube, int edge, float[] taps, int radius) {
    float[] line = new float[edge + 2 * radius];
    for (int start = 0; start < cube.length; start += edge) {
      for (int n = 0; n < line.length; n++) {
        line[n] = cube[start + Math.min(edge - 1, Math.max(0, n - radius))];
      }
      for (int n = 0; n < edge; n++) {
        float value = 0;
        for (int t = 0; t < taps.length; t++) {
          value += taps[t] * line[n + t];
        }
        cube[start + n] = value;
      }
    }
  }

  /** Along j or k, whole rows at a time. */
  private static void planes(float[] cube, int edge, int stride, float[] taps, int radius) {
    float[] in = cube.clone();
    Arrays.fill(cube, 0);
    for (int block = 0; block < cube.length; block += stride * edge) {
      for (int n = 0; n < edge; n++) {
        int to = block + n * stride;
        for (int t = 0; t < taps.length; t++) {
          int from = block + Math.min(edge - 1, Math.max(0, n + t - radius)) * stride;
          float tap = taps[t];
          for (int s = 0; s < stride; s++) {
            cube[to + s] += tap * in[from + s];
          }
        }
      }
    }
  }
}
