package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import java.util.Arrays;

/**
 * Some neighbouring slices of a sampled crop, on one thread: source rows averaged along i, then
 * along j, then the planes so made along k. The last two rows and planes are kept, since a source
 * voxel lies under the end of one network voxel and the start of the next.
 */
final class SamplingBlock {

  private final Volume volume;
  private final RowTaps taps;
  private final AxisWeights wj;
  private final AxisWeights wk;
  private final float[][] rows;
  private final float[][] planes;
  private final int[] heldPlanes = {-1, -1};

  SamplingBlock(Volume volume, RowTaps taps, AxisWeights wj, AxisWeights wk, GridSize grid) {
    this.volume = volume;
    this.taps = taps;
    this.wj = wj;
    this.wk = wk;
    this.rows = new float[2][grid.i()];
    this.planes = new float[2][grid.i() * grid.j()];
  }

  /** Adds slice {@code k} of the crop to zeros from {@code to} on. */
  void addSlice(int k, float[] out, int to) {
    float[] weights = wk.weights[k];
    for (int s = 0; s < weights.length; s++) {
      add(plane(wk.first[k] + s), weights[s], out, to);
    }
  }

  /** A source slice averaged along i and j. */
  private float[] plane(int k) {
    float[] plane = planes[k & 1];
    if (heldPlanes[k & 1] == k) {
      return plane;
    }
    heldPlanes[k & 1] = k;
    Arrays.fill(plane, 0);
    int width = rows[0].length;
    int[] heldRows = {-1, -1};
    for (int g = 0; g < wj.first.length; g++) {
      float[] weights = wj.weights[g];
      for (int s = 0; s < weights.length; s++) {
        int j = wj.first[g] + s;
        if (heldRows[j & 1] != j) {
          heldRows[j & 1] = j;
          taps.apply(volume.voxels(), volume.size().flat(0, j, k), rows[j & 1]);
        }
        add(rows[j & 1], weights[s], plane, g * width);
      }
    }
    return plane;
  }

  private static void add(float[] from, float weight, float[] out, int to) {
    for (int n = 0; n < from.length; n++) {
      out[to + n] += weight * from[n];
    }
  }
}
