package io.deepgrow.clicks;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import java.util.Optional;
import java.util.Random;

/**
 * The next click during training, on the network's grid: a voxel deep inside the larger error,
 * random among those deeper than half the maximum, by city-block distance. Cheap: two passes.
 */
public final class CubeClicks {

  private CubeClicks() {}

  /**
   * A click that corrects the prediction.
   *
   * @param target 1 inside, 0 outside, negative where nothing is known
   * @param logits positive means inside; NaN counts as outside
   * @return nothing when there is no error
   */
  public static Optional<Click> next(Random random, GridSize grid, float[] target, float[] logits) {
    int[] missed = new int[target.length];
    int[] excess = new int[target.length];
    int misses = 0;
    int excesses = 0;
    for (int v = 0; v < target.length; v++) {
      boolean inside = logits[v] >= 0;
      if (target[v] > 0.5f && !inside) {
        missed[v] = 1;
        misses++;
      } else if (target[v] >= 0 && target[v] <= 0.5f && inside) {
        excess[v] = 1;
        excesses++;
      }
    }
    if (misses + excesses == 0) {
      return Optional.empty();
    }
    boolean positive = misses >= excesses;
    int voxel = deepVoxel(random, grid, positive ? missed : excess);
    return Optional.of(
        new Click(positive ? ClickKind.POSITIVE : ClickKind.NEGATIVE, grid.voxel(voxel)));
  }

  /** Overwrites the region (1 inside) with depths and picks among the deep voxels. */
  private static int deepVoxel(Random random, GridSize grid, int[] region) {
    int deepest = depths(grid, region);
    int threshold = (deepest + 1) / 2;
    int candidates = 0;
    for (int depth : region) {
      candidates += depth >= threshold ? 1 : 0;
    }
    int pick = random.nextInt(candidates);
    for (int v = 0; v < region.length; v++) {
      if (region[v] >= threshold && pick-- == 0) {
        return v;
      }
    }
    throw new IllegalStateException("An error region without voxels");
  }

  private static int depths(GridSize grid, int[] d) {
    int ni = grid.i();
    int slice = ni * grid.j();
    int v = 0;
    for (int k = 0; k < grid.k(); k++) {
      for (int j = 0; j < grid.j(); j++) {
        for (int i = 0; i < ni; i++, v++) {
          if (d[v] != 0) {
            int a = i > 0 ? d[v - 1] : 0;
            int b = j > 0 ? d[v - ni] : 0;
            int c = k > 0 ? d[v - slice] : 0;
            d[v] = 1 + Math.min(a, Math.min(b, c));
          }
        }
      }
    }
    int deepest = 0;
    for (int k = grid.k() - 1; k >= 0; k--) {
      for (int j = grid.j() - 1; j >= 0; j--) {
        for (int i = ni - 1; i >= 0; i--) {
          v = grid.flat(i, j, k);
          if (d[v] != 0) {
            int a = i < ni - 1 ? d[v + 1] : 0;
            int b = j < grid.j() - 1 ? d[v + ni] : 0;
            int c = k < grid.k() - 1 ? d[v + slice] : 0;
            d[v] = Math.min(d[v], 1 + Math.min(a, Math.min(b, c)));
            deepest = Math.max(deepest, d[v]);
          }
        }
      }
    }
    return deepest;
  }
}
