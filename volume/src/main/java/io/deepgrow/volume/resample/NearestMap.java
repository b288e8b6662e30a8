package io.deepgrow.volume.resample;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** Which source voxel each output voxel takes, axis by axis. */
final class NearestMap {

  private final int[] i;
  private final int[] j;
  private final int[] k;

  private NearestMap(int[] i, int[] j, int[] k) {
    this.i = i;
    this.j = j;
    this.k = k;
  }

  /** Output position o takes source {@code ⌊o·n/m⌋}, in integers. */
  static NearestMap bySize(GridSize source, GridSize out) {
    int[][] maps = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      long n = source.component(axis);
      int m = out.component(axis);
      maps[axis] = map(m, (int) n, o -> (int) (o * n / m));
    }
    return new NearestMap(maps[0], maps[1], maps[2]);
  }

  /**
   * Output position o takes the source voxel at {@code o·stepOut/stepSource}; first voxel centres
   * coincide.
   *
   * @param halfUp halves go up, else to the even voxel
   */
  static NearestMap bySpacing(
      GridSize source, Spacing from, GridSize out, Spacing to, boolean halfUp) {
    int[][] maps = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      double si = from.component(axis);
      double so = to.component(axis);
      maps[axis] =
          map(
              out.component(axis),
              source.component(axis),
              o -> (int) (halfUp ? Math.floor(o * so / si + 0.5) : Math.rint(o * so / si)));
    }
    return new NearestMap(maps[0], maps[1], maps[2]);
  }

  private static int[] map(int length, int source, IntUnaryOperator at) {
    int[] map = new int[length];
    Arrays.setAll(map, o -> Math.min(source - 1, Math.max(0, at.applyAsInt(o))));
    return map;
  }

  private GridSize outSize() {
    return new GridSize(i.length, j.length, k.length);
  }

  float[] take(float[] source, GridSize size) {
    float[] out = new float[outSize().arrayLength()];
    int to = 0;
    for (int sk : k) {
      for (int sj : j) {
        int row = size.flat(0, sj, sk);
        for (int si : i) {
          out[to++] = source[row + si];
        }
      }
    }
    return out;
  }

  short[] take(short[] source, GridSize size) {
    short[] out = new short[outSize().arrayLength()];
    int to = 0;
    for (int sk : k) {
      for (int sj : j) {
        int row = size.flat(0, sj, sk);
        for (int si : i) {
          out[to++] = source[row + si];
        }
      }
    }
    return out;
  }

  Mask take(Mask source, VolumeGeometry geometry) {
    long[] words = new long[(geometry.size().arrayLength() + 63) >>> 6];
    int to = 0;
    for (int sk : k) {
      for (int sj : j) {
        int row = source.size().flat(0, sj, sk);
        for (int si : i) {
          if (source.get(row + si)) {
            words[to >> 6] |= 1L << to;
          }
          to++;
        }
      }
    }
    return Mask.of(geometry, words);
  }
}
