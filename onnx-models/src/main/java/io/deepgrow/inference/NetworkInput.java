package io.deepgrow.inference;

import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a network's input, the same way for a click and for training: the scaled image and what
 * the clicks say about it, channel by channel, each [k, j, i] with i fastest.
 *
 * <p>Not safe for several threads.
 */
public final class NetworkInput {

  private final List<InputChannel> channels;
  private final boolean walksThroughTissue;
  private final Guidance guidance;
  private final HalfGrid half = new HalfGrid();
  private final TissueReach positiveReach = new TissueReach();
  private final TissueReach negativeReach = new TissueReach();
  private final TissueFronts fronts = new TissueFronts();

  public NetworkInput(List<InputChannel> channels, GuidanceSettings guidance) {
    this.channels = List.copyOf(channels);
    this.guidance = Guidance.of(guidance);
    this.walksThroughTissue = channels.stream().anyMatch(InputChannel::walksThroughTissue);
  }

  /**
   * What the network is to be shown.
   *
   * @param image scaled by the model's intensity window, one value a voxel
   * @param positive network voxels
   * @param negative network voxels
   * @param previous 1 in the mask before the last click, 0 outside; read only where a channel shows
   *     it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scene(
      float[] image, List<VoxelIndex> positive, List<VoxelIndex> negative, float[] previous) {}

  /**
   * Writes all channels, on several cores.
   *
   * @param out overwritten from {@code offset} on, one grid per channel
   */
  public void write(Scene scene, GridSize grid, float[] out, int offset) {
    if (walksThroughTissue) {
      half.average(scene.image(), grid);
    }
    int length = grid.arrayLength();
    IntStream.range(0, channels.size())
        .parallel()
        .forEach(c -> render(channels.get(c), scene, grid, out, offset + c * length));
  }

  private void render(InputChannel channel, Scene scene, GridSize grid, float[] out, int at) {
    switch (channel) {
      case IMAGE -> System.arraycopy(scene.image(), 0, out, at, grid.arrayLength());
      case POSITIVE -> guidance.render(scene.positive(), grid, out, at);
      case NEGATIVE -> guidance.render(scene.negative(), grid, out, at);
      case POSITIVE_REACH -> positiveReach.render(half, scene.positive(), out, at);
      case NEGATIVE_REACH -> negativeReach.render(half, scene.negative(), out, at);
      case FRONT -> fronts.render(half, scene.positive(), scene.negative(), out, at);
      case PREVIOUS -> System.arraycopy(scene.previous(), 0, out, at, grid.arrayLength());
      default -> throw new IllegalArgumentException("No such channel: " + channel);
    }
  }
}
