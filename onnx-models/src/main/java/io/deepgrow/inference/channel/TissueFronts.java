package io.deepgrow.inference.channel;

import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import java.util.stream.Stream;

/**
 * The front channel: whether a front from the positive clicks arrives at a voxel before one from
 * the negative clicks and the faces of the grid ({@link FrontMarch}).
 *
 * <p>With arrivals a of the positive and b of the other front the channel holds (b − a) / (b + a):
 * 1 at a positive click, −1 at a negative one, 0 where they meet. Its sign is a segmentation of its
 * own, which the network is left to correct.
 *
 * <p>Not safe for several threads: arrays are kept for the next call.
 */
final class TissueFronts {

  private final FrontMarch inside = new FrontMarch();
  private final FrontMarch outside = new FrontMarch();
  private float[] channel = new float[0];
  private int[] a = new int[0];
  private int[] b = new int[0];

  /**
   * Writes the channel.
   *
   * @param image scaled
   * @param positive voxels of the whole grid
   * @param negative voxels of the whole grid
   * @param out overwritten from {@code offset} on
   */
  void render(
      HalfGrid image,
      List<VoxelIndex> positive,
      List<VoxelIndex> negative,
      float[] out,
      int offset) {
    if (channel.length != image.length()) {
      channel = new float[image.length()];
    }
    Stream.<Runnable>of(
            () -> a = inside.from(image, image.at(positive)),
            () -> b = outside.fromFacesAnd(image, image.at(negative)))
        .parallel()
        .forEach(Runnable::run);
    for (int v = 0; v < channel.length; v++) {
      int sum = a[v] + b[v];
      channel[v] = sum == 0 ? 0 : (float) (b[v] - a[v]) / sum;
    }
    image.spread(channel, out, offset);
  }
}
