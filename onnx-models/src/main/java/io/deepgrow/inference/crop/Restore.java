package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.stream.IntStream;

/** From logits on a crop's grid to a mask on the source grid: trilinear, then the threshold. */
final class Restore {

  private final float[] logits;
  private final GridSize grid;
  private final float threshold;
  private final GridSize source;
  private final Mask.Window window;
  private final Position[] axes = new Position[3];
  private final boolean[] reaches;
  private final int[] slices;

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
    this.source = mask.size();
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = new Position(crop, axis, source);
    }
    this.reaches = reaches(logits, grid, threshold);
    int slice = source.i() * source.j();
    int[] slices = IntStream.range(0, axes[2].low.length).filter(this::reaches).toArray();
    this.slices = slices;
    int first = axes[2].first * slice;
    this.window =
        slices.length == 0
            ? mask.window(0, 0)
            : mask.window(
                first + slices[0] * slice, first + (slices[slices.length - 1] + 1) * slice);
  }

  /** Sets the voxels of {@code mask} whose centre lies in the crop and whose logit suffices. */
  static void into(Mask mask, float[] logits, Crop crop, float threshold) {
    Restore restore = new Restore(logits, crop, threshold, mask);
    IntStream k = Arrays.stream(restore.slices);
    // slices share words of the mask unless they are whole words long
    boolean apart = (long) mask.size().i() * mask.size().j() % 64 == 0;
    (apart ? k.parallel() : k).forEach(restore::slice);
  }

  /** Whether each row of the grid has a logit that suffices; between rows that don't none does. */
  private static boolean[] reaches(float[] logits, GridSize grid, float threshold) {
    boolean[] reaches = new boolean[grid.j() * grid.k()];
    for (int row = 0; row < reaches.length; row++) {
      int end = (row + 1) * grid.i();
      for (int v = row * grid.i(); v < end && !reaches[row]; v++) {
        reaches[row] = logits[v] >= threshold;
      }
    }
    return reaches;
  }

  private void slice(int n) {
    Position pk = axes[2];
    Position pj = axes[1];
    Position pi = axes[0];
    float[] low = new float[grid.i()];
    float[] high = new float[grid.i()];
    float[] row = new float[grid.i()];
    for (int j = 0; j < pj.low.length; j++) {
      if (!reaches(pk, n, pj.low[j]) && !reaches(pk, n, pj.high[j])) {
        continue;
      }
      between(pk, n, pj.low[j], low);
      between(pk, n, pj.high[j], high);
      if (blend(low, high, pj.fraction[j], row)) {
        write(row, source.flat(pi.first, pj.first + j, pk.first + n), pi);
      }
    }
  }

  private boolean reaches(int n) {
    return IntStream.range(0, grid.j()).anyMatch(j -> reaches(axes[2], n, j));
  }

  private boolean reaches(Position pk, int n, int j) {
    return reaches[pk.low[n] * grid.j() + j] || reaches[pk.high[n] * grid.j() + j];
  }

  /** A network row between two slices. */
  private void between(Position pk, int n, int j, float[] row) {
    int a = grid.flat(0, j, pk.low[n]);
    int b = grid.flat(0, j, pk.high[n]);
    float f = pk.fraction[n];
    for (int i = 0; i < row.length; i++) {
      row[i] = logits[a + i] + f * (logits[b + i] - logits[a + i]);
    }
  }

  /** A row between two; false when all of it is below the threshold. */
  private boolean blend(float[] low, float[] high, float f, float[] row) {
    boolean any = false;
    for (int i = 0; i < row.length; i++) {
      row[i] = low[i] + f * (high[i] - low[i]);
      any |= row[i] >= threshold;
    }
    return any;
  }

  private void write(float[] row, int flat, Position pi) {
    for (int i = 0; i < pi.low.length; i++) {
      float low = row[pi.low[i]];
      float value = low + pi.fraction[i] * (row[pi.high[i]] - low);
      if (value >= threshold) {
        window.set(flat + i);
      }
    }
  }
}
