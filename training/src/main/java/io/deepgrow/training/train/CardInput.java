package io.deepgrow.training.train;

import io.deepgrow.inference.Click;
import io.deepgrow.inference.NetworkInput;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/** The input of the model card: CT and the guidance of positive and negative clicks. */
final class CardInput {

  static final List<InputChannel> CHANNELS =
      List.of(InputChannel.IMAGE, InputChannel.POSITIVE, InputChannel.NEGATIVE);

  static final Intensity INTENSITY = Intensity.unclipped(208, 388);

  static final GuidanceSettings GUIDANCE =
      new GuidanceSettings(2, GuidanceSettings.Combine.SUM_MINMAX);

  private final NetworkInput input = new NetworkInput(CHANNELS, GUIDANCE);

  void write(
      float[] hounsfield,
      List<Click> clicks,
      float[] previous,
      GridSize grid,
      float[] out,
      int offset) {
    float[] image = hounsfield.clone();
    INTENSITY.scale(image);
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
