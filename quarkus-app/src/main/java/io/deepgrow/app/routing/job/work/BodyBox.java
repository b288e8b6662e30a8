package io.deepgrow.app.routing.job.work;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The box around the body in patient space, LPS mm: around the largest connected part that is
 * denser than air and lung, looked for on a coarse grid.
 *
 * @param least the right, front, feet corner
 * @param most the left, back, head corner
 */
record BodyBox(PatientPoint least, PatientPoint most) {

  /** Hounsfield units; lung is below, fat above. */
  private static final int DENSER = -500;

  /** Along each axis; more would find the same box, later. */
  private static final int MOST_CELLS = 64;

  /** The box of a volume; empty where nothing is dense. */
  static Optional<BodyBox> of(Volume volume) {
    return new Search(volume).largest();
  }

  /**
   * A place within the box.
   *
   * @param left from the patient's right to left, 0 to 1
   * @param back from front to back
   * @param head from feet to head
   */
  PatientPoint at(double left, double back, double head) {
    return new PatientPoint(
        between(least.x(), most.x(), left),
        between(least.y(), most.y(), back),
        between(least.z(), most.z(), head));
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }

  /** One voxel of each block stands for the block. */
  private static final class Search {

    private final Volume volume;
    private final GridSize step;
    private final GridSize cells;
    private final boolean[] seen;

    Search(Volume volume) {
      this.volume = volume;
      GridSize size = volume.size();
      this.step = new GridSize(step(size.i()), step(size.j()), step(size.k()));
      this.cells =
          new GridSize(
              (size.i() - 1) / step.i() + 1,
              (size.j() - 1) / step.j() + 1,
              (size.k() - 1) / step.k() + 1);
      this.seen = new boolean[cells.arrayLength()];
    }

    private static int step(int voxels) {
      return Math.max(1, (voxels + MOST_CELLS - 1) / MOST_CELLS);
    }

    Optional<BodyBox> largest() {
      Part best = new Part();
      for (int cell = 0; cell < seen.length; cell++) {
        if (isNew(cell)) {
          Part part = part(cell);
          best = part.count > best.count ? part : best;
        }
      }
      return best.count == 0
          ? Optional.empty()
          : Optional.of(
              new BodyBox(
                  new PatientPoint(best.least[0], best.least[1], best.least[2]),
                  new PatientPoint(best.most[0], best.most[1], best.most[2])));
    }

    private VoxelIndex voxel(int cell) {
      VoxelIndex at = cells.voxel(cell);
      return new VoxelIndex(at.i() * step.i(), at.j() * step.j(), at.k() * step.k());
    }

    private boolean isNew(int cell) {
      return !seen[cell] && volume.at(voxel(cell)) > DENSER;
    }

    private Part part(int start) {
      Part part = new Part();
      ArrayDeque<Integer> next = new ArrayDeque<>();
      visit(start, next);
      while (!next.isEmpty()) {
        int cell = next.remove();
        part.add(volume.geometry().toPatient(voxel(cell)));
        VoxelIndex at = cells.voxel(cell);
        for (int axis = 0; axis < 3; axis++) {
          for (int by = -1; by <= 1; by += 2) {
            VoxelIndex to = at.plus(axis == 0 ? by : 0, axis == 1 ? by : 0, axis == 2 ? by : 0);
            if (cells.contains(to)) {
              visit(cells.flat(to), next);
            }
          }
        }
      }
      return part;
    }

    private void visit(int cell, ArrayDeque<Integer> next) {
      if (isNew(cell)) {
        seen[cell] = true;
        next.add(cell);
      }
    }
  }

  /** A connected part as it grows. */
  private static final class Part {

    private final double[] least = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    private final double[] most = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    private int count;

    void add(PatientPoint point) {
      double[] at = {point.x(), point.y(), point.z()};
      for (int axis = 0; axis < 3; axis++) {
        least[axis] = Math.min(least[axis], at[axis]);
        most[axis] = Math.max(most[axis], at[axis]);
      }
      count++;
    }
  }
}
