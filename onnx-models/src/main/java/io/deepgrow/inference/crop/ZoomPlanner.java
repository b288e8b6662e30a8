package io.deepgrow.inference.crop;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.List;

/**
 * Plans the cube of the ZOOM crop: around the clicks, of an edge in millimetres, moved into the
 * volume as far as it fits.
 */
public final class ZoomPlanner {

  private ZoomPlanner() {}

  /**
   * The first cube for some clicks.
   *
   * @param startMm its edge, unless the clicks lie further apart
   * @param spread the edge is at least this many times the largest extent of the clicks
   * @param network edge of the network's grid in voxels
   */
  public static Crop start(
      VolumeGeometry geometry, List<Click> clicks, double startMm, double spread, int network) {
    double edge = startMm;
    double[] low = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      int min = clicks.stream().mapToInt(c -> c.voxel().component(a)).min().orElseThrow();
      int max = clicks.stream().mapToInt(c -> c.voxel().component(a)).max().orElseThrow();
      low[axis] = (min + max) / 2.0;
      edge = Math.max(edge, spread * (max - min + 1) * geometry.spacing().component(axis));
    }
    for (int axis = 0; axis < 3; axis++) {
      low[axis] -= edge / geometry.spacing().component(axis) / 2;
    }
    return cube(geometry, low, edge, network);
  }

  /**
   * A cube of {@code edge} mm whose low corner is near {@code low}: along an axis where it is
   * longer than the volume it is centred on it, elsewhere moved inside.
   */
  public static Crop cube(VolumeGeometry geometry, double[] low, double edge, int network) {
    double[] start = new double[3];
    double[] step = new double[3];
    Spacing spacing = geometry.spacing();
    GridSize size = geometry.size();
    for (int axis = 0; axis < 3; axis++) {
      double voxels = edge / spacing.component(axis);
      int n = size.component(axis);
      start[axis] =
          voxels >= n
              ? (n - voxels) / 2 - 0.5
              : Math.min(n - voxels - 0.5, Math.max(-0.5, low[axis]));
      step[axis] = voxels / network;
    }
    return new Crop(
        new ContinuousIndex(start[0], start[1], start[2]),
        new ContinuousIndex(step[0], step[1], step[2]),
        GridSize.cube(network));
  }
}
