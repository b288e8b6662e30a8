package io.deepgrow.inference;

import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;

/**
 * Writes a network's input, the same way for a click and for training: the scaled image and what
 * the clicks say about it, channel by channel, each [k, j, i] with i fastest.
 *
 * <p>Not safe for several threads.
 */
public final class NetworkInput {

  private final List<InputChannel> channels;
  private final Guidance guidance;
  private final TissueReach reach = new TissueReach();

  public NetworkInput(List<InputChannel> channels, GuidanceSettings guidance) {
    this.channels = List.copyOf(channels);
    this.guidance = Guidance.of(guidance);
  }

  /**
   * Writes all channels.
   *
   * @param image scaled by the model's intensity window, one value a voxel
   * @param positive network voxels
   * @param negative network voxels
   * @param out overwritten from {@code offset} on, one grid per channel
   */
  public void write(
      float[] image,
      List<VoxelIndex> positive,
      List<VoxelIndex> negative,
      GridSize grid,
      float[] out,
      int offset) {
    int at = offset;
    for (InputChannel channel : channels) {
      switch (channel) {
        case IMAGE -> System.arraycopy(image, 0, out, at, grid.arrayLength());
        case POSITIVE -> guidance.render(positive, grid, out, at);
        case NEGATIVE -> guidance.render(negative, grid, out, at);
        case POSITIVE_REACH -> reach.render(image, positive, grid, out, at);
        case NEGATIVE_REACH -> reach.render(image, negative, grid, out, at);
        default -> throw new IllegalArgumentException("No such channel: " + channel);
      }
      at += grid.arrayLength();
    }
  }
}
