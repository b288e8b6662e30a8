package io.deepgrow.volume.resample;

import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Resamples one axis after the other: rows of a source slice along j, then each row along i, then
 * the thinned slices along k. Blocks of output slices run in parallel, each holding only the source
 * slices it still needs.
 */
final class SeparableResampler {

  private static final int PARALLEL_VOXELS = 1 << 16;

  private final SliceSource source;
  private final AxisTaps ti;
  private final AxisTaps tj;
  private final AxisTaps tk;
  private final float[] out;

  private SeparableResampler(SliceSource source, AxisTaps ti, AxisTaps tj, AxisTaps tk) {
    this.source = source;
    this.ti = ti;
    this.tj = tj;
    this.tk = tk;
    this.out = new float[new GridSize(ti.length(), tj.length(), tk.length()).arrayLength()];
  }

  static FloatGrid run(SliceSource source, AxisTaps ti, AxisTaps tj, AxisTaps tk) {
    SeparableResampler resampler = new SeparableResampler(source, ti, tj, tk);
    boolean small = source.size().voxels() + resampler.out.length < PARALLEL_VOXELS;
    int slices = tk.length();
    int blocks = small ? 1 : Math.min(slices, 2 * ForkJoinPool.getCommonPoolParallelism() + 2);
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            b ->
                resampler.block(
                    (int) ((long) b * slices / blocks), (int) ((b + 1L) * slices / blocks)));
    return FloatGrid.of(new GridSize(ti.length(), tj.length(), slices), resampler.out);
  }

  private void block(int from, int to) {
    int plane = ti.length() * tj.length();
    float[] slice = new float[source.size().i() * source.size().j()];
    float[] row = new float[source.size().i()];
    ArrayDeque<float[]> held = new ArrayDeque<>();
    int begin = tk.first(from);
    for (int k = from; k < to; k++) {
      // first(k) never falls, so slices before it are done with and their arrays serve again
      ArrayDeque<float[]> free = new ArrayDeque<>();
      for (; begin < tk.first(k) && !held.isEmpty(); begin++) {
        free.add(held.removeFirst());
      }
      begin = tk.first(k);
      while (held.size() < tk.count(k)) {
        float[] thin = free.isEmpty() ? new float[plane] : free.removeFirst();
        source.slice(begin + held.size(), slice);
        thin(slice, row, thin);
        held.addLast(thin);
      }
      combine(k, held);
    }
  }

  /** One source slice along j, then along i. */
  private void thin(float[] slice, float[] row, float[] thin) {
    int ni = row.length;
    for (int o = 0; o < tj.length(); o++) {
      Arrays.fill(row, 0);
      for (int s = 0; s < tj.count(o); s++) {
        add(slice, ni * (tj.first(o) + s), tj.weight(o, s), row);
      }
      ti.apply(row, thin, o * ti.length());
    }
  }

  private void combine(int k, ArrayDeque<float[]> held) {
    int plane = ti.length() * tj.length();
    int to = k * plane;
    int tap = 0;
    for (float[] thin : held) {
      if (tap == tk.count(k)) {
        break;
      }
      addPlane(thin, tk.weight(k, tap++), to);
    }
    for (int o = 0; o < tj.length(); o++) {
      float jk = tj.divisor[o] * tk.divisor[k];
      int start = to + o * ti.length();
      for (int i = 0; i < ti.length(); i++) {
        out[start + i] /= ti.divisor[i] * jk;
      }
    }
  }

  private void addPlane(float[] thin, float weight, int to) {
    for (int n = 0; n < thin.length; n++) {
      out[to + n] += weight * thin[n];
    }
  }

  private static void add(float[] from, int start, float weight, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] += weight * from[start + i];
    }
  }
}
