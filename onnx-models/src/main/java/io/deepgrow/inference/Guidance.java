package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The guidance channel: a Gaussian of σ = 2 network voxels around every click, 17 taps an axis.
 *
 * <p>The taps are the Gaussian integrated over a voxel, {@code w(d) = ½[erf((d+½)/(2√2)) −
 * erf((d−½)/(2√2))]}, as the guidance of MONAI's Deepgrow transforms is computed. They are splatted
 * click by click; the volume is never filtered.
 */
public final class Guidance {

  /** How the responses of several clicks come together. */
  public enum Combination {
    /** They add up; the channel is then scaled to reach from 0 to 1 (upstream Deepgrow). */
    SUM_MINMAX,
    /** The largest counts; every click peaks at 1. */
    MAX
  }

  private static final int RADIUS = 8;

  private static final double[] TAPS = {
    0.197412651365847,
    0.174666321940208,
    0.120977578710013,
    0.0655906168030382,
    0.0278346842087724,
    0.00924470941999017,
    0.00240273819266379,
    0.000488607757189952,
    0.0000777287594258547
  };

  private Guidance() {}

  /**
   * Writes one channel.
   *
   * @param clicks network voxels; duplicates do not add up
   * @param grid size of the channel
   * @param out i-fastest, overwritten from {@code offset} on
   */
  public static void render(
      List<VoxelIndex> clicks, GridSize grid, Combination combination, float[] out, int offset) {
    int end = offset + grid.arrayLength();
    Arrays.fill(out, offset, end, 0);
    List<VoxelIndex> distinct = clicks.stream().distinct().toList();
    for (VoxelIndex click : distinct) {
      splat(click, grid, combination, out, offset);
    }
    if (combination == Combination.SUM_MINMAX && !distinct.isEmpty()) {
      rescale(out, offset, end);
    }
  }

  private static void splat(
      VoxelIndex click, GridSize grid, Combination combination, float[] out, int offset) {
    boolean max = combination == Combination.MAX;
    double scale = max ? 1 / (TAPS[0] * TAPS[0] * TAPS[0]) : 1;
    int i0 = Math.max(0, click.i() - RADIUS);
    int i1 = Math.min(grid.i() - 1, click.i() + RADIUS);
    for (int k = Math.max(0, click.k() - RADIUS);
        k <= Math.min(grid.k() - 1, click.k() + RADIUS);
        k++) {
      for (int j = Math.max(0, click.j() - RADIUS);
          j <= Math.min(grid.j() - 1, click.j() + RADIUS);
          j++) {
        double jk = scale * TAPS[Math.abs(k - click.k())] * TAPS[Math.abs(j - click.j())];
        int row = offset + grid.flat(0, j, k);
        for (int i = i0; i <= i1; i++) {
          float response = (float) (jk * TAPS[Math.abs(i - click.i())]);
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
