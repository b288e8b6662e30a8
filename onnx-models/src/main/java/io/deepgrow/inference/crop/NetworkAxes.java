package io.deepgrow.inference.crop;

import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.Vector3;
import java.util.List;

/**
 * How a network's axes lie in a volume: each runs along the volume axis that comes closest to its
 * patient direction, up or down. An oblique volume is not rotated.
 *
 * @param i the volume axis of the network's i axis, the last of its tensors
 * @param j the volume axis of the network's j axis
 * @param k the volume axis of the network's k axis
 */
record NetworkAxes(Along i, Along j, Along k) {

  /**
   * One axis of a volume.
   *
   * @param axis 0 is i, 1 is j, 2 is k
   * @param reversed whether the network's axis falls where this one rises
   */
  record Along(int axis, boolean reversed) {}

  private static final Vector3 LEFT = new Vector3(1, 0, 0);
  private static final Vector3 POSTERIOR = new Vector3(0, 1, 0);
  private static final Vector3 SUPERIOR = new Vector3(0, 0, 1);
  private static final int[][] ORDERS = {
    {0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}
  };

  static NetworkAxes of(Direction volume, Orientation orientation) {
    return switch (orientation) {
      case ANY -> new NetworkAxes(new Along(0, false), new Along(1, false), new Along(2, false));
      case LPS -> matched(volume, List.of(LEFT, POSTERIOR, SUPERIOR));
      // a published tensor is [superior][right][anterior]
      case RAS -> matched(volume, List.of(POSTERIOR.times(-1), LEFT.times(-1), SUPERIOR));
    };
  }

  /** Of the six ways to pair the axes the one that turns the volume least. */
  private static NetworkAxes matched(Direction volume, List<Vector3> wanted) {
    int[] best = ORDERS[0];
    for (int[] order : ORDERS) {
      if (closeness(volume, wanted, order) > closeness(volume, wanted, best) + 1e-9) {
        best = order;
      }
    }
    return new NetworkAxes(
        along(volume, wanted.get(0), best[0]),
        along(volume, wanted.get(1), best[1]),
        along(volume, wanted.get(2), best[2]));
  }

  private static double closeness(Direction volume, List<Vector3> wanted, int[] order) {
    double sum = 0;
    for (int n = 0; n < 3; n++) {
      sum += Math.abs(wanted.get(n).dot(volume.axis(order[n])));
    }
    return sum;
  }

  private static Along along(Direction volume, Vector3 wanted, int axis) {
    return new Along(axis, wanted.dot(volume.axis(axis)) < 0);
  }

  /** Component 0 is i, 1 is j, 2 is k. */
  Along axis(int network) {
    return network == 0 ? i : network == 1 ? j : k;
  }
}
