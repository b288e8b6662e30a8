package io.deepgrow.training.prepare.patch;

import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.resample.Reorient;
import java.util.List;

/**
 * Exchanges and flips a volume's axes so that each rises along the patient direction it is nearest
 * to, as WINDOW models turn what they are given. No voxel value changes.
 */
public final class PatchAxes {

  private static final Vector3 LEFT = new Vector3(1, 0, 0);
  private static final Vector3 POSTERIOR = new Vector3(0, 1, 0);
  private static final Vector3 SUPERIOR = new Vector3(0, 0, 1);
  private static final int[][] ORDERS = {
    {0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}
  };

  private PatchAxes() {}

  /** The volume with its axes as a model of that orientation takes them. */
  public static Volume turn(Volume volume, Orientation orientation) {
    VolumeGeometry to = turned(volume.geometry(), orientation);
    return to.equals(volume.geometry()) ? volume : Reorient.onto(volume, to);
  }

  static VolumeGeometry turned(VolumeGeometry grid, Orientation orientation) {
    return switch (orientation) {
      case ANY -> grid;
      case LPS -> along(grid, List.of(LEFT, POSTERIOR, SUPERIOR));
      case RAS -> along(grid, List.of(POSTERIOR.times(-1), LEFT.times(-1), SUPERIOR));
    };
  }

  private static VolumeGeometry along(VolumeGeometry grid, List<Vector3> wanted) {
    int[] order = ORDERS[0];
    for (int[] other : ORDERS) {
      if (closeness(grid.direction(), wanted, other)
          > closeness(grid.direction(), wanted, order) + 1e-9) {
        order = other;
      }
    }
    int[] corner = new int[3];
    Vector3[] axes = new Vector3[3];
    for (int n = 0; n < 3; n++) {
      Vector3 axis = grid.direction().axis(order[n]);
      boolean reversed = wanted.get(n).dot(axis) < 0;
      axes[n] = reversed ? axis.times(-1) : axis;
      corner[order[n]] = reversed ? grid.size().component(order[n]) - 1 : 0;
    }
    GridSize size = grid.size();
    Spacing s = grid.spacing();
    return new VolumeGeometry(
        new GridSize(size.component(order[0]), size.component(order[1]), size.component(order[2])),
        new Spacing(s.component(order[0]), s.component(order[1]), s.component(order[2])),
        grid.toPatient(new VoxelIndex(corner[0], corner[1], corner[2])),
        new Direction(axes[0], axes[1], axes[2]));
  }

  private static double closeness(Direction volume, List<Vector3> wanted, int[] order) {
    double sum = 0;
    for (int n = 0; n < 3; n++) {
      sum += Math.abs(wanted.get(n).dot(volume.axis(order[n])));
    }
    return sum;
  }
}
