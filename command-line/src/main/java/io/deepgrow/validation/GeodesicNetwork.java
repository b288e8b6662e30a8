package io.deepgrow.validation;

import io.deepgrow.model.Network;
import io.deepgrow.volume.grid.GridSize;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Fast marching by Dijkstra on the grid: a step costs 1 plus the difference of the image in units
 * of {@value #EDGE_UNIT}, at most {@value #STEEPEST}. Fronts start at the clicks; those of the
 * negative clicks and of the grid's faces hold the others back (Criminisi et al. 2008, GeoS).
 */
final class GeodesicNetwork implements Network {

  /** Scaled image units of a difference that costs as much as a step: 4 HU. */
  private static final double EDGE_UNIT = 0.02;

  private static final double STEEPEST = 20;

  /** A front's arrival at a voxel. */
  private record Arrival(double cost, int voxel) {}

  @Override
  public void run(float[] input, GridSize grid, float[] logits) {
    int voxels = grid.arrayLength();
    double[] inside = march(input, grid, voxels, false);
    double[] outside = march(input, grid, 2 * voxels, true);
    for (int v = 0; v < voxels; v++) {
      logits[v] = inside[v] < outside[v] ? 1 : -1;
    }
  }

  private static double[] march(float[] image, GridSize grid, int clicks, boolean faces) {
    int voxels = grid.arrayLength();
    double[] cost = new double[voxels];
    Arrays.fill(cost, Double.POSITIVE_INFINITY);
    PriorityQueue<Arrival> front =
        new PriorityQueue<>((a, b) -> Double.compare(a.cost(), b.cost()));
    for (int v = 0; v < voxels; v++) {
      if (image[clicks + v] >= 0.999f || (faces && onFace(grid, v))) {
        cost[v] = 0;
        front.add(new Arrival(0, v));
      }
    }
    int row = grid.i();
    int slice = grid.i() * grid.j();
    while (!front.isEmpty()) {
      Arrival arrival = front.remove();
      int v = arrival.voxel();
      if (arrival.cost() > cost[v]) {
        continue;
      }
      int i = v % row;
      int j = v / row % grid.j();
      int k = v / slice;
      if (i > 0) {
        step(image, cost, front, v, v - 1);
      }
      if (i < grid.i() - 1) {
        step(image, cost, front, v, v + 1);
      }
      if (j > 0) {
        step(image, cost, front, v, v - row);
      }
      if (j < grid.j() - 1) {
        step(image, cost, front, v, v + row);
      }
      if (k > 0) {
        step(image, cost, front, v, v - slice);
      }
      if (k < grid.k() - 1) {
        step(image, cost, front, v, v + slice);
      }
    }
    return cost;
  }

  private static void step(
      float[] image, double[] cost, PriorityQueue<Arrival> front, int from, int to) {
    double difference = Math.abs(image[from] - image[to]) / EDGE_UNIT;
    double next = cost[from] + 1 + Math.min(STEEPEST, difference);
    if (next < cost[to]) {
      cost[to] = next;
      front.add(new Arrival(next, to));
    }
  }

  private static boolean onFace(GridSize grid, int voxel) {
    int i = voxel % grid.i();
    int j = voxel / grid.i() % grid.j();
    int k = voxel / (grid.i() * grid.j());
    return i == 0
        || j == 0
        || k == 0
        || i == grid.i() - 1
        || j == grid.j() - 1
        || k == grid.k() - 1;
  }
}
