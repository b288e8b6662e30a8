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
  private final boolean walksThroughTissue;
  private final HalfGrid half = new HalfGrid();
  private final TissueReach reach = new TissueReach();
  private final TissueFronts fronts = new TissueFronts();

  public NetworkInput(List<InputChannel> channels, GuidanceSettings guidance) {
    this.channels = List.copyOf(channels);
    this.guidance = Guidance.of(guidance);
    this.walksThroughTissue = channels.stream().anyMatch(InputChannel::walksThroughTissue);
  }

  /**
   * Writes all channels.
   *
   * @param image scaled by the model's intensity window, one value a voxel
   * @param positive network voxels
   * @param negative network voxels
   * @param previous 1 in the mask before the last click, 0 outside; read only where a channel shows
   *     it
   * @param out overwritten from {@code offset} on, one grid per channel
   */
  public void write(
      float[] image,
      List<VoxelIndex> positive,
      List<VoxelIndex> negative,
      float[] previous,
      GridSize grid,
      float[] out,
      int offset) {
    if (walksThroughTissue) {
      half.average(image, grid);
    }
    int at = offset;
    for (InputChannel channel : channels) {
      switch (channel) {
        case IMAGE -> System.arraycopy(image, 0, out, at, grid.arrayLength());
        case POSITIVE -> guidance.render(positive, grid, out, at);
        case NEGATIVE -> guidance.render(negative, grid, out, at);
        case POSITIVE_REACH -> reach.render(half, positive, out, at);
        case NEGATIVE_REACH -> reach.render(half, negative, out, at);
        case FRONT -> fronts.render(half, positive, negative, out, at);
        case PREVIOUS -> System.arraycopy(previous, 0, out, at, grid.arrayLength());
        default -> throw new IllegalArgumentException("No such channel: " + channel);
      }
      at += grid.arrayLength();
    }
  }
}
