package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Mask;
import java.util.stream.IntStream;

/** From logits on a crop's grid to a mask on the source grid: trilinear, then the threshold. */
final class Restore {

  private final float[] logits;
  private final GridSize grid;
  private final float threshold;
  private final Mask mask;
  private final Position[] axes = new Position[3];

  /** Interpolation along one axis: between network voxels {@code low} and {@code high}. */
  private static final class Position {
    final int first;
    final int[] low;
    final int[] high;
    final float[] fraction;

    Position(Crop crop, int axis, GridSize source) {
      first = crop.firstSource(axis);
      int count = Math.max(0, crop.endSource(axis, source) - first);
      int last = crop.grid().component(axis) - 1;
      low = new int[count];
      high = new int[count];
      fraction = new float[count];
      for (int n = 0; n < count; n++) {
        double g = (first + n - crop.low(axis)) / crop.step(axis) - 0.5;
        double clamped = Math.min(last, Math.max(0, g));
        low[n] = (int) clamped;
        high[n] = Math.min(last, low[n] + 1);
        fraction[n] = (float) (clamped - low[n]);
      }
    }
  }

  private Restore(float[] logits, Crop crop, float threshold, Mask mask) {
    this.logits = logits;
    this.grid = crop.grid();
    this.threshold = threshold;
    this.mask = mask;
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = new Position(crop, axis, mask.size());
    }
  }

  /** Sets the voxels of {@code mask} whose centre lies in the crop and whose logit suffices. */
  static void into(Mask mask, float[] logits, Crop crop, float threshold) {
    Restore restore = new Restore(logits, crop, threshold, mask);
    int slices = restore.axes[2].low.length;
    IntStream k = IntStream.range(0, slices);
    // slices share words of the mask unless they are whole words long
    boolean apart = (long) mask.size().i() * mask.size().j() % 64 == 0;
    (apart ? k.parallel() : k).forEach(restore::slice);
  }

  private void slice(int n) {
    Position pk = axes[2];
    Position pj = axes[1];
    Position pi = axes[0];
    int plane = grid.i() * grid.j();
    float[] between = new float[plane];
    int a = pk.low[n] * plane;
    int b = pk.high[n] * plane;
    float f = pk.fraction[n];
    for (int v = 0; v < plane; v++) {
      between[v] = logits[a + v] + f * (logits[b + v] - logits[a + v]);
    }
    float[] row = new float[grid.i()];
    for (int j = 0; j < pj.low.length; j++) {
      if (blend(between, pj.low[j] * grid.i(), pj.high[j] * grid.i(), pj.fraction[j], row)) {
        write(row, mask.size().flat(pi.first, pj.first + j, pk.first + n), pi);
      }
    }
  }

  /** One network row between two; false when all of it is below the threshold. */
  private boolean blend(float[] plane, int a, int b, float f, float[] row) {
    boolean any = false;
    for (int i = 0; i < row.length; i++) {
      row[i] = plane[a + i] + f * (plane[b + i] - plane[a + i]);
      any |= row[i] >= threshold;
    }
    return any;
  }

  private void write(float[] row, int flat, Position pi) {
    long[] words = mask.words();
    for (int i = 0; i < pi.low.length; i++) {
      float low = row[pi.low[i]];
      float value = low + pi.fraction[i] * (row[pi.high[i]] - low);
      if (value >= threshold) {
        words[(flat + i) >> 6] |= 1L << (flat + i);
      }
    }
  }
}
