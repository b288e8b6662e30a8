package io.deepgrow.clicks;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import java.util.Optional;
import java.util.Random;

/**
 * The published next click on the network's grid: into the larger error, a voxel at chessboard
 * distance d from the error's edge with weight e^d − 1. The grid's border is no edge.
 */
public final class DistanceClicks {

  private DistanceClicks() {}

  /**
   * A click that corrects the prediction; a tie is corrected by a positive one.
   *
   * @param target 1 inside, 0 outside, negative where nothing is known
   * @param logits positive means inside
   * @return nothing when there is no error
   */
  public static Optional<Click> next(Random random, GridSize grid, float[] target, float[] logits) {
    boolean[] missed = new boolean[target.length];
    boolean[] excess = new boolean[target.length];
    int misses = 0;
    int excesses = 0;
    for (int v = 0; v < target.length; v++) {
      boolean wanted = target[v] > 0.5f;
      boolean got = logits[v] > 0;
      missed[v] = wanted && !got;
      excess[v] = got && !wanted && target[v] >= 0;
      misses += missed[v] ? 1 : 0;
      excesses += excess[v] ? 1 : 0;
    }
    if (misses + excesses == 0) {
      return Optional.empty();
    }
    boolean positive = misses >= excesses;
    double[] weights = weights(grid, positive ? missed : excess);
    int voxel = draw(weights, random.nextDouble());
    return Optional.of(
        new Click(positive ? ClickKind.POSITIVE : ClickKind.NEGATIVE, grid.voxel(voxel)));
  }

  /** The first voxel at which the sum of weights exceeds a share of the whole, 0 to 1. */
  static int draw(double[] weights, double share) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double sum = 0;
    int last = 0;
    for (int v = 0; v < weights.length; v++) {
      if (weights[v] > 0) {
        sum += weights[v];
        last = v;
        if (sum > share * total) {
          break;
        }
      }
    }
    return last;
  }

  /** e^d − 1 inside a region, 0 outside; all alike when the region is the whole grid. */
  static double[] weights(GridSize grid, boolean[] region) {
    int far = grid.i() + grid.j() + grid.k();
    int[] d = new int[region.length];
    for (int v = 0; v < d.length; v++) {
      d[v] = region[v] ? far : 0;
    }
    pass(grid, d, 1);
    pass(grid, d, -1);
    double[] weights = new double[d.length];
    for (int v = 0; v < d.length; v++) {
      weights[v] = d[v] == far ? 1 : Math.expm1(d[v]);
    }
    return weights;
  }

  /** Half of a chamfer transform: each voxel from the 13 neighbours that the pass saw before it. */
  private static void pass(GridSize grid, int[] d, int way) {
    int ni = grid.i();
    int nj = grid.j();
    int voxels = d.length;
    for (int n = 0; n < voxels; n++) {
      int v = way > 0 ? n : voxels - 1 - n;
      if (d[v] == 0) {
        continue;
      }
      int i = v % ni;
      int j = v / ni % nj;
      int k = v / ni / nj;
      int least = d[v];
      for (int dk = -1; dk <= 0; dk++) {
        for (int dj = -1; dj <= (dk < 0 ? 1 : 0); dj++) {
          for (int di = -1; di <= (dk < 0 || dj < 0 ? 1 : -1); di++) {
            int a = i + way * di;
            int b = j + way * dj;
            int c = k + way * dk;
            if (a >= 0 && b >= 0 && c >= 0 && a < ni && b < nj && c < grid.k()) {
              least = Math.min(least, d[(c * nj + b) * ni + a] + 1);
            }
          }
        }
      }
      d[v] = least;
    }
  }
}
