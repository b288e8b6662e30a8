package io.deepgrow.training.train;

import io.deepgrow.inference.Click;
import io.deepgrow.inference.Guidance;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/** The three channels of the compact model: CT, positive and negative guidance. */
public final class NetworkInput {

  /** Intensity of the bundled model: (HU − 40) / 200, cut at ±3. */
  static final double SUBTRAHEND = 40;

  static final double DIVISOR = 200;
  static final double CLIP = 3;

  private NetworkInput() {}

  /** Writes [3, k, j, i] from {@code offset} on. */
  static void write(
      float[] hounsfield, List<Click> clicks, GridSize grid, float[] out, int offset) {
    int voxels = grid.arrayLength();
    for (int v = 0; v < voxels; v++) {
      double x = (hounsfield[v] - SUBTRAHEND) / DIVISOR;
      out[offset + v] = (float) Math.min(CLIP, Math.max(-CLIP, x));
    }
    Guidance.render(voxels(clicks, true), grid, Guidance.Combination.MAX, out, offset + voxels);
    Guidance.render(
        voxels(clicks, false), grid, Guidance.Combination.MAX, out, offset + 2 * voxels);
  }

  private static List<VoxelIndex> voxels(List<Click> clicks, boolean positive) {
    return clicks.stream().filter(c -> c.isPositive() == positive).map(Click::voxel).toList();
  }
}
