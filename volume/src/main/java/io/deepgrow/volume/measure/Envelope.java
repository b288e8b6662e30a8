package io.deepgrow.volume.measure;

/** The lower envelope of parabolas rooted along one line of voxels. */
final class Envelope {

  private final int length;
  private final double step;
  private final boolean rim;
  private final double[] heights;
  private final double[] roots;
  private final double[] rootHeights;
  private final double[] bounds;
  private int count;

  /**
   * An envelope for lines of one length.
   *
   * @param step distance between voxels in mm
   * @param rim whether parabolas of height 0 stand just before and after the line
   */
  Envelope(int length, double step, boolean rim) {
    this.length = length;
    this.step = step;
    this.rim = rim;
    heights = new double[length];
    roots = new double[length + 2];
    rootHeights = new double[length + 2];
    bounds = new double[length + 2];
  }

  /** Replaces the squared distances of a line by their minimum over the line. */
  void transform(float[] squares, int start, int stride) {
    boolean any = false;
    for (int n = 0, at = start; n < length; n++, at += stride) {
      heights[n] = squares[at];
      any |= heights[n] > 0;
    }
    if (!any) {
      return;
    }
    build();
    if (count == 0) {
      return;
    }
    int p = 0;
    for (int n = 0, at = start; n < length; n++, at += stride) {
      double x = n * step;
      while (p + 1 < count && bounds[p + 1] < x) {
        p++;
      }
      double d = x - roots[p];
      squares[at] = (float) (d * d + rootHeights[p]);
    }
  }

  private void build() {
    count = 0;
    if (rim) {
      add(-step, 0);
    }
    for (int n = 0; n < length; n++) {
      if (heights[n] != Double.POSITIVE_INFINITY) {
        add(n * step, heights[n]);
      }
    }
    if (rim) {
      add(length * step, 0);
    }
  }

  private void add(double root, double height) {
    double bound = Double.NEGATIVE_INFINITY;
    while (count > 0) {
      double q = roots[count - 1];
      bound = (root + q) / 2 + (height - rootHeights[count - 1]) / (2 * (root - q));
      if (bound > bounds[count - 1]) {
        break;
      }
      count--;
      bound = Double.NEGATIVE_INFINITY;
    }
    roots[count] = root;
    rootHeights[count] = height;
    bounds[count++] = bound;
  }
}
