package io.deepgrow.training.data;

/** Small separable filters on cubes of floats, i-fastest, with the border voxel repeated. */
final class CubeFilter {

  private CubeFilter() {}

  /** Gaussian smoothing in place; σ in voxels along i, j and k, 0 leaves an axis alone. */
  static void gaussian(float[] cube, int edge, double si, double sj, double sk) {
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
    float[] line = new float[edge + 2 * radius];
    for (int start = 0; start < cube.length; start++) {
      if (start / stride % edge != 0) {
        continue;
      }
      for (int n = 0; n < line.length; n++) {
        int clamped = Math.min(edge - 1, Math.max(0, n - radius));
        line[n] = cube[start + clamped * stride];
      }
      for (int n = 0; n < edge; n++) {
        float value = 0;
        for (int t = 0; t < taps.length; t++) {
          value += taps[t] * line[n + t];
        }
        cube[start + n * stride] = value;
      }
    }
  }
}
