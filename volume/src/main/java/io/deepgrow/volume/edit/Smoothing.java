package io.deepgrow.volume.edit;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.util.Optional;

/** A mask with its surface smoothed: a Gaussian over it, cut at one half. */
public final class Smoothing {

  private static final double TAPS = 2.5;

  private Smoothing() {}

  /**
   * The smoothed mask; thin parts and small pieces go. Beyond the grid it goes on as at its border.
   *
   * @param millimetres standard deviation of the Gaussian
   */
  public static Mask of(Mask mask, double millimetres) {
    Optional<VoxelBox> bounds = mask.boundingBox();
    if (bounds.isEmpty()) {
      return mask.copy();
    }
    Spacing s = mask.geometry().spacing();
    VoxelBox box = Region.grown(bounds.get(), millimetres, s, mask.size());
    Mask part = mask.crop(box);
    GridSize size = part.size();
    float[] values = new float[size.arrayLength()];
    for (int n = 0; n < values.length; n++) {
      values[n] = part.get(n) ? 1 : 0;
    }
    pass(values, size.i(), 1, millimetres / s.i());
    pass(values, size.j(), size.i(), millimetres / s.j());
    pass(values, size.k(), size.i() * size.j(), millimetres / s.k());
    Mask out = Mask.empty(part.geometry());
    for (int n = 0; n < values.length; n++) {
      if (values[n] > 0.5f) {
        out.set(size.voxel(n), true);
      }
    }
    return Region.paste(out, box, mask);
  }

  /** One axis: lines of so many values, so far apart in memory. */
  private static void pass(float[] values, int count, int stride, double sigma) {
    double[] weights = weights(sigma);
    int reach = weights.length - 1;
    float[] line = new float[count];
    int block = count * stride;
    for (int first = 0; first < values.length; first += block) {
      for (int at = first; at < first + stride; at++) {
        for (int n = 0; n < count; n++) {
          line[n] = values[at + n * stride];
        }
        for (int n = 0; n < count; n++) {
          double sum = weights[0] * line[n];
          for (int d = 1; d <= reach; d++) {
            sum += weights[d] * (line[Math.max(0, n - d)] + line[Math.min(count - 1, n + d)]);
          }
          values[at + n * stride] = (float) sum;
        }
      }
    }
  }

  /** Of the middle and of each distance to one side; all of both sides add up to one. */
  private static double[] weights(double sigma) {
    double[] weights = new double[(int) Math.ceil(TAPS * sigma) + 1];
    double sum = 0;
    for (int d = 0; d < weights.length; d++) {
      weights[d] = Math.exp(-d * d / (2 * sigma * sigma));
      sum += d == 0 ? weights[d] : 2 * weights[d];
    }
    for (int d = 0; d < weights.length; d++) {
      weights[d] /= sum;
    }
    return weights;
  }
}
