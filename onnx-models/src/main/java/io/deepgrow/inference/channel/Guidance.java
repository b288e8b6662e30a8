package io.deepgrow.inference.channel;

import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The guidance channel: a Gaussian around every click, in network voxels (σ = 2, 17 taps an axis,
 * for Deepgrow).
 *
 * <p>The taps are the Gaussian integrated over a voxel, half the difference of the error function
 * at its two faces, as MONAI's Deepgrow transforms compute them. They are splatted click by click;
 * the volume is never filtered.
 */
public final class Guidance {

  private final double[] taps;
  private final boolean max;

  private Guidance(double[] taps, boolean max) {
    this.taps = taps;
    this.max = max;
  }

  /** Guidance of a model. The taps reach to four standard deviations. */
  public static Guidance of(GuidanceSettings settings) {
    int radius = (int) Math.ceil(4 * settings.sigma());
    double[] taps = new double[radius + 1];
    for (int d = 0; d <= radius; d++) {
      taps[d] = integral(d - 0.5, d + 0.5, settings.sigma());
    }
    return new Guidance(taps, settings.combine() == GuidanceSettings.Combine.MAX);
  }

  /** The normal distribution integrated over one voxel, by Simpson's rule. */
  private static double integral(double from, double to, double sigma) {
    int intervals = 64;
    double step = (to - from) / intervals;
    double sum = 0;
    for (int n = 0; n <= intervals; n++) {
      double x = (from + n * step) / sigma;
      double weight = n == 0 || n == intervals ? 1 : (n & 1) == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return sum * step / 3 / (sigma * Math.sqrt(2 * Math.PI));
  }

  /**
   * Writes one channel.
   *
   * @param clicks network voxels; duplicates do not add up
   * @param grid size of the channel
   * @param out i-fastest, overwritten from {@code offset} on
   */
  public void render(List<VoxelIndex> clicks, GridSize grid, float[] out, int offset) {
    int end = offset + grid.arrayLength();
    Arrays.fill(out, offset, end, 0);
    List<VoxelIndex> distinct = clicks.stream().distinct().toList();
    for (VoxelIndex click : distinct) {
      splat(click, grid, out, offset);
    }
    if (!max && !distinct.isEmpty()) {
      rescale(out, offset, end);
    }
  }

  private void splat(VoxelIndex click, GridSize grid, float[] out, int offset) {
    int radius = taps.length - 1;
    double scale = max ? 1 / (taps[0] * taps[0] * taps[0]) : 1;
    int i0 = Math.max(0, click.i() - radius);
    int i1 = Math.min(grid.i() - 1, click.i() + radius);
    for (int k = Math.max(0, click.k() - radius);
        k <= Math.min(grid.k() - 1, click.k() + radius);
        k++) {
      for (int j = Math.max(0, click.j() - radius);
          j <= Math.min(grid.j() - 1, click.j() + radius);
          j++) {
        double jk = scale * taps[Math.abs(k - click.k())] * taps[Math.abs(j - click.j())];
        int row = offset + grid.flat(0, j, k);
        for (int i = i0; i <= i1; i++) {
          float response = (float) (jk * taps[Math.abs(i - click.i())]);
          out[row + i] = max ? Math.max(out[row + i], response) : out[row + i] + response;
        }
      }
    }
  }

  private static void rescale(float[] out, int offset, int end) {
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (int n = offset; n < end; n++) {
      min = Math.min(min, out[n]);
      max = Math.max(max, out[n]);
    }
    if (max == min) {
      // a grid of one voxel, or a click on every voxel
      Arrays.fill(out, offset, end, 1);
      return;
    }
    for (int n = offset; n < end; n++) {
      out[n] = (out[n] - min) / (max - min);
    }
  }
}
