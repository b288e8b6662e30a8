package io.deepgrow.inference.channel;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The reach channel: at which tolerance region growing from the clicks would arrive at a voxel.
 *
 * <p>A path from a click costs as much as its voxel least like the click's own tissue; a voxel's
 * cost is that of its best path (the minimax path of the image foresting transform, Falcão, Stolfi
 * and Lotufo 2004). The channel holds exp(−cost / {@value #DECAY}): 1 in the clicked tissue and
 * what hangs together with it, near 0 behind an edge. Thresholded, it is region growing at every
 * tolerance at once; the network is left to choose.
 *
 * <p>Works on the halved grid; the tissue of a click is the median of the 3×3×3 means about it. Not
 * safe for several threads: arrays are kept for the next call.
 */
final class TissueReach {

  /** Scaled image units at which the reach has fallen to 1/e: 40 HU of a 200 HU scale. */
  static final double DECAY = 0.2;

  /** Costs are counted in steps of this size, 1 HU of a 200 HU scale. */
  private static final double STEP = 0.005;

  private static final int LEVELS = 256;
  private static final int UNREACHED = LEVELS;
  private static final float[] REACH = new float[LEVELS + 1];

  static {
    for (int level = 0; level < LEVELS; level++) {
      REACH[level] = (float) Math.exp(-level * STEP / DECAY);
    }
  }

  private final BucketQueue queue = new BucketQueue(LEVELS);
  private int[] cost = new int[0];
  private float[] reach = new float[0];
  private float[] tissue = new float[0];

  /**
   * Writes one channel.
   *
   * @param image scaled
   * @param clicks voxels of the whole grid
   * @param out overwritten from {@code offset} on
   */
  void render(HalfGrid image, List<VoxelIndex> clicks, float[] out, int offset) {
    if (clicks.isEmpty()) {
      Arrays.fill(out, offset, offset + 8 * image.size().arrayLength(), 0);
      return;
    }
    int voxels = image.length();
    if (cost.length != voxels) {
      cost = new int[voxels];
      reach = new float[voxels];
    }
    flood(image, clicks);
    for (int v = 0; v < voxels; v++) {
      reach[v] = REACH[cost[v]];
    }
    image.spread(reach, out, offset);
  }

  private void flood(HalfGrid image, List<VoxelIndex> seeds) {
    float[] means = image.means();
    Arrays.fill(cost, UNREACHED);
    image.fillRim(cost, 0);
    queue.clear();
    tissue = new float[seeds.size()];
    for (int n = 0; n < tissue.length; n++) {
      tissue[n] = tissue(seeds.get(n), image);
      int voxel = image.at(seeds.get(n));
      cost[voxel] = 0;
      queue.add(0, voxel, n);
    }
    int row = image.row();
    int slice = image.slice();
    while (queue.next()) {
      int voxel = queue.voxel();
      if (cost[voxel] < queue.cost()) {
        continue;
      }
      step(means, voxel - 1);
      step(means, voxel + 1);
      step(means, voxel - row);
      step(means, voxel + row);
      step(means, voxel - slice);
      step(means, voxel + slice);
    }
  }

  private void step(float[] means, int voxel) {
    int level = queue.cost();
    if (cost[voxel] <= level) {
      return;
    }
    int origin = queue.origin();
    int next = Math.max(level, (int) (Math.abs(means[voxel] - tissue[origin]) / STEP));
    if (next < cost[voxel]) {
      cost[voxel] = next;
      queue.add(next, voxel, origin);
    }
  }

  private static float tissue(VoxelIndex click, HalfGrid image) {
    GridSize size = image.size();
    VoxelIndex at = new VoxelIndex(click.i() / 2, click.j() / 2, click.k() / 2);
    float[] near = new float[27];
    int count = 0;
    for (int k = Math.max(0, at.k() - 1); k <= Math.min(size.k() - 1, at.k() + 1); k++) {
      for (int j = Math.max(0, at.j() - 1); j <= Math.min(size.j() - 1, at.j() + 1); j++) {
        for (int i = Math.max(0, at.i() - 1); i <= Math.min(size.i() - 1, at.i() + 1); i++) {
          near[count++] = image.means()[image.at(i, j, k)];
        }
      }
    }
    Arrays.sort(near, 0, count);
    return near[count / 2];
  }
}
