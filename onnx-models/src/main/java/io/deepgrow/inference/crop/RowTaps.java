package io.deepgrow.inference.crop;

/** {@link AxisWeights} along rows, every network voxel with as many source voxels, one array. */
final class RowTaps {

  private static final int UNROLLED = 3;

  private final int taps;
  private final int[] first;
  private final float[] weights;

  RowTaps(AxisWeights axis, int source) {
    int most = Math.min(UNROLLED, source);
    for (float[] own : axis.weights) {
      most = Math.max(most, own.length);
    }
    taps = most;
    first = new int[axis.first.length];
    weights = new float[taps * first.length];
    for (int g = 0; g < first.length; g++) {
      first[g] = Math.max(0, Math.min(axis.first[g], source - taps));
      int shift = axis.first[g] - first[g];
      for (int s = 0; s < axis.weights[g].length; s++) {
        weights[g * taps + shift + s] = axis.weights[g][s];
      }
    }
  }

  /** The source row that starts at {@code start}, averaged. */
  void apply(short[] voxels, int start, float[] row) {
    int unrolled = taps < UNROLLED ? 0 : UNROLLED;
    int w = 0;
    for (int g = 0; g < row.length; g++) {
      int from = start + first[g];
      float sum = 0;
      if (unrolled > 0) {
        sum =
            weights[w] * voxels[from]
                + weights[w + 1] * voxels[from + 1]
                + weights[w + 2] * voxels[from + 2];
      }
      for (int s = unrolled; s < taps; s++) {
        sum += weights[w + s] * voxels[from + s];
      }
      row[g] = sum;
      w += taps;
    }
  }
}
