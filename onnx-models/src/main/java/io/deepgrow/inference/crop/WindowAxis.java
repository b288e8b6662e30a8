package io.deepgrow.inference.crop;

/**
 * One axis of a WINDOW crop, from the volume's voxels to the network's and back.
 *
 * @param respaced the volume's axis at the network's spacing
 * @param span the window on it
 * @param grid edge of the network's grid
 */
record WindowAxis(RespacedAxis respaced, WindowSpan span, int grid) {

  /** The network voxel a click on a voxel goes to. */
  int toNetwork(int voxel) {
    long twice = 2L * (respaced.nearest(voxel) - span.start()) + 1;
    long g = Math.floorDiv(twice * grid, 2L * span.length());
    return (int) Math.min(grid - 1, Math.max(0, g));
  }

  /** The network voxel whose logit a voxel takes; −1 outside the window. */
  int restoredFrom(int voxel) {
    int at = respaced.nearest(voxel) - span.start();
    return at < 0 || at >= span.length() ? -1 : (int) ((long) at * grid / span.length());
  }

  /** Voxels of the volume that a network voxel spans. */
  double step() {
    return respaced.to() / respaced.from() * span.length() / grid;
  }

  /** Where the window starts in the volume, whichever way the network counts. */
  double low() {
    double low = (span.start() - 0.5) * respaced.to() / respaced.from();
    return respaced.reversed() ? respaced.voxels() - 1 - low - step() * grid : low;
  }

  /**
   * What each network voxel is made of: the adaptive average of the window's voxels, each of them
   * interpolated between two voxels of the volume.
   */
  AxisWeights weights() {
    AxisWeights axis = new AxisWeights(grid);
    for (int g = 0; g < grid; g++) {
      int begin = (int) ((long) g * span.length() / grid);
      int end = (int) (((g + 1L) * span.length() + grid - 1) / grid);
      bin(axis, g, span.start() + begin, span.start() + end);
    }
    return axis;
  }

  private void bin(AxisWeights axis, int g, int begin, int end) {
    int first = Math.max(0, begin);
    int last = Math.min(respaced.size(), end) - 1;
    axis.weights[g] = new float[0];
    if (last < first) {
      return;
    }
    int low = (int) respaced.source(first);
    int high = Math.min(respaced.voxels() - 1, (int) respaced.source(last) + 1);
    double[] weights = new double[high - low + 1];
    for (int r = first; r <= last; r++) {
      double at = respaced.source(r);
      double fraction = at - (int) at;
      weights[(int) at - low] += (1 - fraction) / (end - begin);
      if (fraction > 0) {
        weights[(int) at - low + 1] += fraction / (end - begin);
      }
    }
    axis.first[g] = Math.min(respaced.turned(low), respaced.turned(high));
    axis.weights[g] = inVolumeOrder(weights);
    axis.inside[g] = (float) (last + 1 - first) / (end - begin);
  }

  private float[] inVolumeOrder(double[] weights) {
    float[] ordered = new float[weights.length];
    for (int n = 0; n < ordered.length; n++) {
      ordered[n] = (float) weights[respaced.reversed() ? ordered.length - 1 - n : n];
    }
    return ordered;
  }
}
