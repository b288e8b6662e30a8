package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The longest line within one slice k between two voxels of a mask, from centre to centre: what is
 * measured of a tumour by RECIST, here without a look at what lies between its ends.
 *
 * @param millimetres its length
 * @param from one end
 * @param to the other end, in the same slice
 */
public record LongestDiameter(double millimetres, VoxelIndex from, VoxelIndex to) {

  /** A voxel of a slice in mm. */
  private record Corner(int i, int j, double x, double y) {

    double squareTo(Corner other) {
      return (x - other.x) * (x - other.x) + (y - other.y) * (y - other.y);
    }

    /** Twice the area of the triangle; positive for a turn to the left. */
    double turn(Corner b, Corner c) {
      return (b.x - x) * (c.y - y) - (b.y - y) * (c.x - x);
    }
  }

  /** The longest diameter of a mask, in its first slice among equals; empty for an empty mask. */
  public static Optional<LongestDiameter> of(Mask mask) {
    Optional<VoxelBox> box = mask.boundingBox();
    LongestDiameter best = null;
    if (box.isPresent()) {
      for (int k = box.get().start().k(); k < box.get().end().k(); k++) {
        LongestDiameter found = inSlice(mask, box.get(), k);
        if (found != null && (best == null || found.millimetres > best.millimetres)) {
          best = found;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static @Nullable LongestDiameter inSlice(Mask mask, VoxelBox box, int k) {
    List<Corner> hull = hull(ends(mask, box, k));
    LongestDiameter best = null;
    double most = -1;
    for (int a = 0; a < hull.size(); a++) {
      for (int b = a; b < hull.size(); b++) {
        double square = hull.get(a).squareTo(hull.get(b));
        if (square > most) {
          most = square;
          best =
              new LongestDiameter(
                  Math.sqrt(square),
                  new VoxelIndex(hull.get(a).i, hull.get(a).j, k),
                  new VoxelIndex(hull.get(b).i, hull.get(b).j, k));
        }
      }
    }
    return best;
  }

  /** The first and the last voxel of every row: no other one can be an end. In order of j, i. */
  private static List<Corner> ends(Mask mask, VoxelBox box, int k) {
    List<Corner> ends = new ArrayList<>();
    Spacing spacing = mask.geometry().spacing();
    for (int j = box.start().j(); j < box.end().j(); j++) {
      int row = mask.size().flat(0, j, k);
      int first = box.start().i();
      int last = box.end().i() - 1;
      while (first <= last && !mask.get(row + first)) {
        first++;
      }
      while (last > first && !mask.get(row + last)) {
        last--;
      }
      if (first <= last) {
        ends.add(new Corner(first, j, first * spacing.i(), j * spacing.j()));
        if (last > first) {
          ends.add(new Corner(last, j, last * spacing.i(), j * spacing.j()));
        }
      }
    }
    return ends;
  }

  /** The convex hull of points in order (monotone chain); one or two points are their own. */
  private static List<Corner> hull(List<Corner> points) {
    if (points.size() < 3) {
      return points;
    }
    List<Corner> hull = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      int start = hull.size();
      for (int n = 0; n < points.size(); n++) {
        Corner next = points.get(pass == 0 ? n : points.size() - 1 - n);
        while (hull.size() - start >= 2
            && hull.get(hull.size() - 2).turn(hull.get(hull.size() - 1), next) <= 0) {
          hull.remove(hull.size() - 1);
        }
        hull.add(next);
      }
      hull.remove(hull.size() - 1);
    }
    return hull;
  }
}
