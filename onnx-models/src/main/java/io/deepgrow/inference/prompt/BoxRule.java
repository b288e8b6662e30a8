package io.deepgrow.inference.prompt;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Clicks of a box: at most {@value #INSIDE} positive ones, deep in what resembles its middle, then
 * negative ones {@value #OUTSIDE_MM} mm outside the middles of the faces across its two shortest
 * axes. A box that is one voxel thick along an axis is flat and has no faces there.
 */
final class BoxRule {

  static final int INSIDE = 3;

  /** Millimetres that a negative click lies outside its face. */
  static final double OUTSIDE_MM = 5;

  private static final int SHORTEST = 2;

  private final Volume volume;
  private final Optional<VoxelBox> box;

  BoxRule(Volume volume, PatientPoint corner, PatientPoint opposite) {
    this.volume = volume;
    this.box = box(volume, volume.geometry().toIndex(corner), volume.geometry().toIndex(opposite));
  }

  /** The voxels that the box holds, its corners' own included, cut at the border of the volume. */
  private static Optional<VoxelBox> box(Volume volume, ContinuousIndex a, ContinuousIndex b) {
    double[] corner = {a.i(), a.j(), a.k()};
    double[] opposite = {b.i(), b.j(), b.k()};
    int[] from = new int[3];
    int[] to = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      double low = Math.min(corner[axis], opposite[axis]);
      double high = Math.max(corner[axis], opposite[axis]);
      from[axis] = (int) Math.max(0, Math.floor(low + 0.5));
      to[axis] = (int) Math.min(volume.size().component(axis), Math.floor(high + 0.5) + 1);
      if (from[axis] >= to[axis]) {
        return Optional.empty();
      }
    }
    return Optional.of(new VoxelBox(voxel(from), voxel(to)));
  }

  private static VoxelIndex voxel(int[] at) {
    return new VoxelIndex(at[0], at[1], at[2]);
  }

  /** The clicks, positive ones first; none where the box lies outside the volume. */
  List<Click> clicks() {
    List<Click> clicks = new ArrayList<>();
    box.ifPresent(
        within -> {
          for (VoxelIndex place : new BoxSamples(volume, within).deepest(INSIDE)) {
            clicks.add(new Click(ClickKind.POSITIVE, place));
          }
          negatives(within, clicks);
        });
    return clicks;
  }

  private void negatives(VoxelBox within, List<Click> clicks) {
    Spacing s = volume.geometry().spacing();
    double[] spacing = {s.i(), s.j(), s.k()};
    int[] from = {within.start().i(), within.start().j(), within.start().k()};
    int[] last = {within.end().i() - 1, within.end().j() - 1, within.end().k() - 1};
    IntStream.range(0, 3)
        .filter(axis -> from[axis] < last[axis])
        .boxed()
        .sorted(Comparator.comparingDouble(axis -> (last[axis] - from[axis]) * spacing[axis]))
        .limit(SHORTEST)
        .forEach(
            axis -> {
              int beyond = (int) Math.ceil(OUTSIDE_MM / spacing[axis]);
              for (int at : new int[] {from[axis] - beyond, last[axis] + beyond}) {
                int[] place = {
                  (from[0] + last[0]) / 2, (from[1] + last[1]) / 2, (from[2] + last[2]) / 2
                };
                place[axis] = at;
                if (volume.size().contains(voxel(place))) {
                  clicks.add(new Click(ClickKind.NEGATIVE, voxel(place)));
                }
              }
            });
  }
}
