package io.deepgrow.training.anatomy;

import io.deepgrow.volume.grid.GridSize;

/** A smooth random function of space without end: normal values on a lattice, eased between. */
final class RandomField {

  private final long seed;
  private final double cell;

  /**
   * A field.
   *
   * @param cell distance of the lattice's points in mm
   */
  RandomField(long seed, double cell) {
    this.seed = seed;
    this.cell = cell;
  }

  /** Its values times {@code amplitude} at the voxels of a grid, i-fastest. */
  float[] on(BodyGrid grid, double amplitude) {
    GridSize size = grid.size();
    Axis i = new Axis(grid, 0);
    Axis j = new Axis(grid, 1);
    Axis k = new Axis(grid, 2);
    float[] nodes = new float[i.nodes * j.nodes * k.nodes];
    int at = 0;
    for (int c = 0; c < k.nodes; c++) {
      for (int b = 0; b < j.nodes; b++) {
        for (int a = 0; a < i.nodes; a++) {
          nodes[at++] = (float) (amplitude * normal(i.start + a, j.start + b, k.start + c));
        }
      }
    }
    float[] alongI = along(nodes, 1, i, size.i(), j.nodes * k.nodes);
    float[] alongJ = along(alongI, size.i(), j, size.j(), k.nodes);
    return along(alongJ, size.i() * size.j(), k, size.k(), 1);
  }

  private static float[] along(float[] in, int stride, Axis axis, int voxels, int outer) {
    float[] out = new float[stride * voxels * outer];
    for (int block = 0; block < outer; block++) {
      for (int v = 0; v < voxels; v++) {
        int from = (block * axis.nodes + axis.low[v]) * stride;
        int to = (block * voxels + v) * stride;
        float t = axis.share[v];
        for (int s = 0; s < stride; s++) {
          out[to + s] = in[from + s] + t * (in[from + stride + s] - in[from + s]);
        }
      }
    }
    return out;
  }

  /** A value of mean 0 and deviation 1 for a lattice point. */
  private double normal(long a, long b, long c) {
    long h = seed + a * 0x9E3779B97F4A7C15L + b * 0xBF58476D1CE4E5B9L + c * 0x94D049BB133111EBL;
    double sum = 0;
    for (int n = 0; n < 4; n++) {
      h = (h ^ (h >>> 30)) * 0xBF58476D1CE4E5B9L;
      h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
      h ^= h >>> 31;
      sum += (h >>> 11) * 0x1.0p-53;
    }
    return (sum - 2) * Math.sqrt(3);
  }

  /** The lattice along one axis of a grid. */
  private final class Axis {

    private final int start;
    private final int nodes;
    private final int[] low;
    private final float[] share;

    Axis(BodyGrid grid, int axis) {
      int voxels = grid.size().component(axis);
      double begin = grid.first(axis) / cell;
      double end = begin + (voxels - 1) * grid.step(axis) / cell;
      start = (int) Math.floor(begin);
      nodes = (int) Math.floor(end) - start + 2;
      low = new int[voxels];
      share = new float[voxels];
      for (int v = 0; v < voxels; v++) {
        double x = begin + v * grid.step(axis) / cell - start;
        low[v] = Math.min(nodes - 2, (int) x);
        double t = x - low[v];
        share[v] = (float) (t * t * (3 - 2 * t));
      }
    }
  }
}
