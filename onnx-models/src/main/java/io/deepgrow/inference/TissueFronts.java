package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The front channel: whether a front from the positive clicks arrives at a voxel before one from
 * the negative clicks and the faces of the grid.
 *
 * <p>Fronts move over neighbouring voxels; a step takes 1 plus the difference of the image in units
 * of {@value #EDGE}, at most {@value #STEEPEST} (geodesic distances, Criminisi, Sharp and Blake
 * 2008). With arrivals a of the positive and b of the other front the channel holds (b − a) / (b +
 * a): 1 at a positive click, −1 at a negative one, 0 where they meet. Its sign is a segmentation of
 * its own, which the network is left to correct.
 *
 * <p>Works on the halved grid. Not safe for several threads: arrays are kept for the next call.
 */
final class TissueFronts {

  /** Scaled image units of a difference that takes as long as a step: 2 HU of a 200 HU scale. */
  static final double EDGE = 0.01;

  static final double STEEPEST = 40;

  /** Parts of a step that times are counted in. */
  private static final int PARTS = 8;

  private static final int LONGEST = (int) (PARTS * (1 + STEEPEST));
  private static final int NEVER = Integer.MAX_VALUE / 4;

  private final March inside = new March();
  private final March outside = new March();
  private float[] channel = new float[0];

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
    int voxels = image.size().arrayLength();
    if (channel.length != voxels) {
      channel = new float[voxels];
    }
    List<VoxelIndex> in = image.halved(positive);
    List<VoxelIndex> not = image.halved(negative);
    Stream.<Runnable>of(() -> inside.run(image, in, false), () -> outside.run(image, not, true))
        .parallel()
        .forEach(Runnable::run);
    for (int v = 0; v < voxels; v++) {
      int a = inside.arrival[v];
      int b = outside.arrival[v];
      channel[v] = a + b == 0 ? 0 : (float) (b - a) / (b + a);
    }
    image.spread(channel, out, offset);
  }

  /** When a front arrives at each voxel. */
  private static final class March {

    private final BucketQueue queue = new BucketQueue(LONGEST);
    private int[] arrival = new int[0];

    private void run(HalfGrid image, List<VoxelIndex> seeds, boolean faces) {
      GridSize size = image.size();
      float[] means = image.means();
      if (arrival.length != means.length) {
        arrival = new int[means.length];
      }
      Arrays.fill(arrival, NEVER);
      queue.clear();
      for (VoxelIndex seed : seeds) {
        start(size.flat(seed.i(), seed.j(), seed.k()));
      }
      if (faces) {
        startAtFaces(size);
      }
      int row = size.i();
      int slice = size.i() * size.j();
      while (queue.next()) {
        int voxel = queue.voxel();
        if (arrival[voxel] < queue.cost()) {
          continue;
        }
        int i = voxel % row;
        int j = voxel / row % size.j();
        int k = voxel / slice;
        if (i > 0) {
          step(means, voxel, voxel - 1);
        }
        if (i < row - 1) {
          step(means, voxel, voxel + 1);
        }
        if (j > 0) {
          step(means, voxel, voxel - row);
        }
        if (j < size.j() - 1) {
          step(means, voxel, voxel + row);
        }
        if (k > 0) {
          step(means, voxel, voxel - slice);
        }
        if (k < size.k() - 1) {
          step(means, voxel, voxel + slice);
        }
      }
    }

    private void startAtFaces(GridSize size) {
      int flat = 0;
      for (int k = 0; k < size.k(); k++) {
        for (int j = 0; j < size.j(); j++) {
          boolean whole = k == 0 || k == size.k() - 1 || j == 0 || j == size.j() - 1;
          for (int i = 0; i < size.i(); i++, flat++) {
            if (whole || i == 0 || i == size.i() - 1) {
              start(flat);
            }
          }
        }
      }
    }

    private void start(int voxel) {
      arrival[voxel] = 0;
      queue.add(0, voxel, 0);
    }

    private void step(float[] means, int from, int to) {
      double edge = Math.min(STEEPEST, Math.abs(means[from] - means[to]) / EDGE);
      int next = queue.cost() + (int) (PARTS * (1 + edge));
      if (next < arrival[to]) {
        arrival[to] = next;
        queue.add(next, to, 0);
      }
    }
  }
}
