package io.deepgrow.inference.channel;

import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.InputChannel;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  private final TissueReach positiveReach = new TissueReach();
  private final TissueReach negativeReach = new TissueReach();
  private final TissueFronts fronts = new TissueFronts();

  public NetworkInput(List<InputChannel> channels, GuidanceSettings guidance) {
    this.channels = List.copyOf(channels);
    this.guidance = Guidance.of(guidance);
    this.walksThroughTissue = channels.stream().anyMatch(InputChannel::walksThroughTissue);
  }

  /**
   * An image as channels need it, whatever the clicks; worth keeping for the next click. Safe for
   * several threads.
   */
  public static final class Image {
    private final float[] values;
    private final GridSize grid;
    private final Optional<HalfGrid> half;

    private Image(float[] values, GridSize grid, Optional<HalfGrid> half) {
      this.values = values;
      this.grid = grid;
      this.half = half;
    }
  }

  /**
   * Makes an image ready.
   *
   * @param scaled by the model's intensity window, one value a voxel, i-fastest; not copied
   */
  public Image image(float[] scaled, GridSize grid) {
    return new Image(
        scaled,
        grid,
        walksThroughTissue ? Optional.of(HalfGrid.of(scaled, grid)) : Optional.empty());
  }

  /**
   * What the network is to be shown.
   *
   * @param positive network voxels
   * @param negative network voxels
   * @param previous 1 in the mask before the last click, 0 outside; read only where a channel shows
   *     it; no values stand for an empty mask
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Scene(
      Image image, List<VoxelIndex> positive, List<VoxelIndex> negative, float[] previous) {}

  /**
   * Writes all channels, on several cores.
   *
   * @param out overwritten from {@code offset} on, one grid per channel
   */
  public void write(Scene scene, float[] out, int offset) {
    int length = scene.image().grid.arrayLength();
    IntStream.range(0, channels.size())
        .parallel()
        .forEach(c -> render(channels.get(c), scene, out, offset + c * length));
  }

  private void render(InputChannel channel, Scene scene, float[] out, int at) {
    Image image = scene.image();
    GridSize grid = image.grid;
    switch (channel) {
      case IMAGE -> System.arraycopy(image.values, 0, out, at, grid.arrayLength());
      case POSITIVE -> guidance.render(scene.positive(), grid, out, at);
      case NEGATIVE -> guidance.render(scene.negative(), grid, out, at);
      case POSITIVE_REACH ->
          positiveReach.render(image.half.orElseThrow(), scene.positive(), out, at);
      case NEGATIVE_REACH ->
          negativeReach.render(image.half.orElseThrow(), scene.negative(), out, at);
      case FRONT ->
          fronts.render(image.half.orElseThrow(), scene.positive(), scene.negative(), out, at);
      case PREVIOUS -> previous(scene.previous(), grid, out, at);
      default -> throw new IllegalArgumentException("No such channel: " + channel);
    }
  }

  private static void previous(float[] previous, GridSize grid, float[] out, int at) {
    if (previous.length == 0) {
      Arrays.fill(out, at, at + grid.arrayLength(), 0);
    } else {
      System.arraycopy(previous, 0, out, at, grid.arrayLength());
    }
  }
}
