package io.deepgrow.inference.crop;

/**
 * How the source voxels along one axis make up the network voxels: the mean over the span when the
 * network is coarser, linear interpolation at the centre when it is finer.
 */
final class AxisWeights {

  /** First source voxel of each network voxel. */
  final int[] first;

  /** Weights of the source voxels from {@link #first} on; those outside the volume are left out. */
  final float[][] weights;

  /** Sum of the weights inside the volume, 0 to 1; the rest is filled. */
  final float[] inside;

  /** Nothing yet for each network voxel. */
  AxisWeights(int grid) {
    first = new int[grid];
    weights = new float[grid][];
    inside = new float[grid];
  }

  /**
   * The weights of a crop along one axis.
   *
   * @param low where the crop starts, in voxel indices with centres at integers
   * @param source number of voxels of the volume along this axis
   */
  static AxisWeights of(double low, double step, int grid, int source) {
    AxisWeights axis = new AxisWeights(grid);
    for (int g = 0; g < grid; g++) {
      double from = low + g * step;
      double centre = withinVoxels(from + step / 2, source);
      // a tent of half-width 1 when enlarging; the box of the network voxel when shrinking
      int begin = step <= 1 ? (int) Math.floor(centre) : (int) Math.floor(from + 0.5);
      int end = step <= 1 ? begin + 2 : (int) Math.floor(from + step + 0.5) + 1;
      int clippedBegin = Math.max(0, begin);
      int clippedEnd = Math.max(clippedBegin, Math.min(source, end));
      float[] weights = new float[clippedEnd - clippedBegin];
      double total = 0;
      for (int s = clippedBegin; s < clippedEnd; s++) {
        double weight =
            step <= 1
                ? 1 - Math.abs(centre - s)
                : (Math.min(from + step, s + 0.5) - Math.max(from, s - 0.5)) / step;
        weights[s - clippedBegin] = (float) Math.max(0, weight);
        total += Math.max(0, weight);
      }
      axis.first[g] = clippedBegin;
      axis.weights[g] = weights;
      axis.inside[g] = (float) Math.min(1, total);
    }
    return axis;
  }

  /** Between the border of the volume and the centre of its last voxel, that voxel goes on. */
  private static double withinVoxels(double centre, int source) {
    boolean inside = centre >= -0.5 && centre <= source - 0.5;
    return inside ? Math.min(source - 1, Math.max(0, centre)) : centre;
  }

  /** First source voxel that any network voxel takes from. */
  int begin() {
    int begin = Integer.MAX_VALUE;
    for (int g = 0; g < first.length; g++) {
      if (weights[g].length > 0) {
        begin = Math.min(begin, first[g]);
      }
    }
    return begin == Integer.MAX_VALUE ? 0 : begin;
  }

  /** Source voxel after the last that any network voxel takes from. */
  int end() {
    int end = 0;
    for (int g = 0; g < first.length; g++) {
      if (weights[g].length > 0) {
        end = Math.max(end, first[g] + weights[g].length);
      }
    }
    return Math.max(end, begin());
  }
}
