package io.deepgrow.inference.crop;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelIndex;

/**
 * The part of a volume that the network sees, and the grid it sees it on.
 *
 * <p>Positions are continuous indices of the source: voxel n reaches from n − ½ to n + ½. Network
 * voxel g along an axis has its centre at {@code low + (g + ½) · step}.
 *
 * @param low the corner with the smallest indices; may lie outside the volume
 * @param step source voxels a network voxel spans along each axis
 * @param grid the network's grid, in the source's axis order
 */
public record Crop(ContinuousIndex low, ContinuousIndex step, GridSize grid) {

  /** Hounsfield units where a ZOOM crop leaves the volume. */
  public static final double OUTSIDE = -1000;

  public Crop {
    if (!(step.i() > 0) || !(step.j() > 0) || !(step.k() > 0)) {
      throw new IllegalArgumentException("A crop's steps must be positive: " + step);
    }
  }

  double low(int axis) {
    return component(low, axis);
  }

  double step(int axis) {
    return component(step, axis);
  }

  double high(int axis) {
    return low(axis) + step(axis) * grid.component(axis);
  }

  private static double component(ContinuousIndex index, int axis) {
    return axis == 0 ? index.i() : axis == 1 ? index.j() : index.k();
  }

  /** The network voxel that holds a source voxel's centre, moved to the border from outside. */
  public VoxelIndex toNetwork(VoxelIndex source) {
    return new VoxelIndex(
        toNetwork(source.i(), 0), toNetwork(source.j(), 1), toNetwork(source.k(), 2));
  }

  private int toNetwork(int source, int axis) {
    int g = (int) Math.floor((source - low(axis)) / step(axis));
    return Math.min(grid.component(axis) - 1, Math.max(0, g));
  }

  /** First source voxel along an axis whose centre lies in the crop and in the volume. */
  int firstSource(int axis) {
    return Math.max(0, (int) Math.ceil(low(axis)));
  }

  /** Source voxel after the last whose centre lies in the crop and in a volume of {@code size}. */
  int endSource(int axis, GridSize size) {
    return Math.min(size.component(axis), (int) Math.ceil(high(axis)));
  }
}
