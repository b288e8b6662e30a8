package io.deepgrow.training.train;

import io.deepgrow.inference.Click;
import io.deepgrow.inference.Guidance;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.Intensity;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/** The three channels of the compact model: CT, positive and negative guidance. */
public final class NetworkInput {

  public static final Intensity INTENSITY = new Intensity(40, 200, -3, 3);

  public static final GuidanceSettings GUIDANCE_SETTINGS =
      new GuidanceSettings(2, GuidanceSettings.Combine.MAX);

  private static final Guidance GUIDANCE = Guidance.of(GUIDANCE_SETTINGS);

  private NetworkInput() {}

  /** Writes [3, k, j, i] from {@code offset} on. */
  static void write(
      float[] hounsfield, List<Click> clicks, GridSize grid, float[] out, int offset) {
    int voxels = grid.arrayLength();
    for (int v = 0; v < voxels; v++) {
      out[offset + v] = INTENSITY.scale(hounsfield[v]);
    }
    GUIDANCE.render(voxels(clicks, true), grid, out, offset + voxels);
    GUIDANCE.render(voxels(clicks, false), grid, out, offset + 2 * voxels);
  }

  private static List<VoxelIndex> voxels(List<Click> clicks, boolean positive) {
    return clicks.stream().filter(c -> c.isPositive() == positive).map(Click::voxel).toList();
  }
}
