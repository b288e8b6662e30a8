package io.deepgrow.inference;

import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.VoxelIndex;
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
 * <p>Works on means of 2×2×2 voxels, which halve the noise; the tissue of a click is the median of
 * the 3×3×3 means about it. Not safe for several threads: arrays are kept for the next call.
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

  private final int[] first = new int[LEVELS];
  private final int[] last = new int[LEVELS];
  private float[] means = new float[0];
  private short[] cost = new short[0];
  private int[] queued = new int[0];
  private int[] after = new int[0];
  private short[] origin = new short[0];
  private int entries;

  /**
   * Writes one channel.
   *
   * @param image scaled, i-fastest
   * @param clicks network voxels inside the grid
   * @param grid even edges
   * @param out overwritten from {@code offset} on
   */
  void render(float[] image, List<VoxelIndex> clicks, GridSize grid, float[] out, int offset) {
    if (clicks.isEmpty()) {
      Arrays.fill(out, offset, offset + grid.arrayLength(), 0);
      return;
    }
    GridSize half = new GridSize(grid.i() / 2, grid.j() / 2, grid.k() / 2);
    halve(image, grid, half);
    flood(clicks, half);
    spread(half, grid, out, offset);
  }

  private void halve(float[] image, GridSize grid, GridSize half) {
    int voxels = half.arrayLength();
    if (means.length != voxels) {
      means = new float[voxels];
      cost = new short[voxels];
    }
    int row = grid.i();
    int slice = grid.i() * grid.j();
    int to = 0;
    for (int k = 0; k < half.k(); k++) {
      for (int j = 0; j < half.j(); j++) {
        int from = grid.flat(0, 2 * j, 2 * k);
        for (int i = 0; i < half.i(); i++, from += 2) {
          means[to++] =
              (image[from]
                      + image[from + 1]
                      + image[from + row]
                      + image[from + row + 1]
                      + image[from + slice]
                      + image[from + slice + 1]
                      + image[from + slice + row]
                      + image[from + slice + row + 1])
                  / 8;
        }
      }
    }
  }

  /** Dijkstra with one first-in first-out bucket per cost. */
  private void flood(List<VoxelIndex> clicks, GridSize half) {
    Arrays.fill(cost, (short) UNREACHED);
    Arrays.fill(first, -1);
    entries = 0;
    float[] tissue = new float[clicks.size()];
    for (int n = 0; n < tissue.length; n++) {
      VoxelIndex click = clicks.get(n);
      VoxelIndex seed = new VoxelIndex(click.i() / 2, click.j() / 2, click.k() / 2);
      tissue[n] = tissue(seed, half);
      reach(half.flat(seed.i(), seed.j(), seed.k()), 0, (short) n);
    }
    int row = half.i();
    int slice = half.i() * half.j();
    for (int level = 0; level < LEVELS; level++) {
      for (int entry = first[level]; entry >= 0; entry = after[entry]) {
        int voxel = queued[entry];
        if (cost[voxel] < level) {
          continue;
        }
        short from = origin[entry];
        int i = voxel % row;
        int j = voxel / row % half.j();
        int k = voxel / slice;
        if (i > 0) {
          step(voxel - 1, level, tissue, from);
        }
        if (i < half.i() - 1) {
          step(voxel + 1, level, tissue, from);
        }
        if (j > 0) {
          step(voxel - row, level, tissue, from);
        }
        if (j < half.j() - 1) {
          step(voxel + row, level, tissue, from);
        }
        if (k > 0) {
          step(voxel - slice, level, tissue, from);
        }
        if (k < half.k() - 1) {
          step(voxel + slice, level, tissue, from);
        }
      }
    }
  }

  private void step(int voxel, int level, float[] tissue, short from) {
    if (cost[voxel] <= level) {
      return;
    }
    int own = (int) (Math.abs(means[voxel] - tissue[from]) / STEP);
    int next = Math.max(level, own);
    if (next < cost[voxel]) {
      reach(voxel, next, from);
    }
  }

  private void reach(int voxel, int level, short from) {
    cost[voxel] = (short) level;
    if (entries == queued.length) {
      int length = Math.max(means.length, 2 * entries);
      queued = Arrays.copyOf(queued, length);
      after = Arrays.copyOf(after, length);
      origin = Arrays.copyOf(origin, length);
    }
    queued[entries] = voxel;
    origin[entries] = from;
    after[entries] = -1;
    if (first[level] < 0) {
      first[level] = entries;
    } else {
      after[last[level]] = entries;
    }
    last[level] = entries++;
  }

  private float tissue(VoxelIndex at, GridSize half) {
    float[] near = new float[27];
    int count = 0;
    for (int k = Math.max(0, at.k() - 1); k <= Math.min(half.k() - 1, at.k() + 1); k++) {
      for (int j = Math.max(0, at.j() - 1); j <= Math.min(half.j() - 1, at.j() + 1); j++) {
        for (int i = Math.max(0, at.i() - 1); i <= Math.min(half.i() - 1, at.i() + 1); i++) {
          near[count++] = means[half.flat(i, j, k)];
        }
      }
    }
    Arrays.sort(near, 0, count);
    return near[count / 2];
  }

  private void spread(GridSize half, GridSize grid, float[] out, int offset) {
    int row = grid.i();
    int slice = grid.i() * grid.j();
    int from = 0;
    for (int k = 0; k < half.k(); k++) {
      for (int j = 0; j < half.j(); j++) {
        int start = offset + grid.flat(0, 2 * j, 2 * k);
        for (int to = start; to < start + row; to += 2) {
          float reach = REACH[cost[from++]];
          out[to] = reach;
          out[to + 1] = reach;
        }
        System.arraycopy(out, start, out, start + row, row);
      }
      int plane = offset + grid.flat(0, 0, 2 * k);
      System.arraycopy(out, plane, out, plane + slice, slice);
    }
  }
}
