package io.deepgrow.training.train;

import io.deepgrow.inference.channel.NetworkInput;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.Intensity;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;

/** Writes a patch and its clicks as a network's input. Not safe for several threads. */
final class InputWriter {

  private final Intensity intensity;
  private final NetworkInput input;

  InputWriter(NetworkSpec network) {
    intensity = network.intensity();
    input = new NetworkInput(network.channels(), network.guidance());
  }

  /**
   * Writes [channel, k, j, i] from {@code offset} on.
   *
   * @param previous 1 in the mask before the last click, 0 outside
   */
  void write(
      float[] hounsfield,
      List<Click> clicks,
      float[] previous,
      GridSize grid,
      float[] out,
      int offset) {
    float[] image = hounsfield.clone();
    intensity.scale(image);
    input.write(
        new NetworkInput.Scene(
            input.image(image, grid), voxels(clicks, true), voxels(clicks, false), previous),
        out,
        offset);
  }

  private static List<VoxelIndex> voxels(List<Click> clicks, boolean positive) {
    return clicks.stream().filter(c -> c.isPositive() == positive).map(Click::voxel).toList();
  }
}
