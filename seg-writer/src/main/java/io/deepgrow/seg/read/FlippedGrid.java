package io.deepgrow.seg.read;

import io.deepgrow.dicom.DecimalString;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A source grid seen by a SEG whose columns, rows or both run the other way: the same voxels under
 * other indices. Planes turn too where that keeps the normal rising.
 */
final class FlippedGrid {

  private static final double TOLERANCE = 1e-3;

  private final SourceGrid grid;
  private final boolean flipI;
  private final boolean flipJ;
  private final boolean flipK;

  private FlippedGrid(SourceGrid grid, boolean flipI, boolean flipJ) {
    this.grid = grid;
    this.flipI = flipI;
    this.flipJ = flipJ;
    this.flipK = flipI != flipJ;
  }

  /**
   * How a SEG with an orientation sees a grid; empty when it sees it as it is, or not at all.
   *
   * @param orientation six direction cosines, rows first
   */
  static Optional<FlippedGrid> of(SourceGrid grid, List<Double> orientation) {
    if (orientation.size() != 6) {
      return Optional.empty();
    }
    Vector3 row = new Vector3(orientation.get(0), orientation.get(1), orientation.get(2));
    Vector3 column = new Vector3(orientation.get(3), orientation.get(4), orientation.get(5));
    double i = row.dot(grid.geometry().direction().i());
    double j = column.dot(grid.geometry().direction().j());
    boolean parallel = Math.abs(i) > 1 - TOLERANCE && Math.abs(j) > 1 - TOLERANCE;
    return parallel && (i < 0 || j < 0)
        ? Optional.of(new FlippedGrid(grid, i < 0, j < 0))
        : Optional.empty();
  }

  SourceGrid grid() {
    VolumeGeometry g = grid.geometry();
    GridSize size = g.size();
    Vector3 corner =
        corner(flipI, g.direction().i(), g.spacing().i(), size.i())
            .plus(corner(flipJ, g.direction().j(), g.spacing().j(), size.j()));
    Vector3 k = g.direction().k();
    PatientPoint first = g.toPatient(new VoxelIndex(0, 0, flipK ? size.k() - 1 : 0));
    VolumeGeometry flipped =
        new VolumeGeometry(
            size,
            g.spacing(),
            plus(first, corner),
            new Direction(
                signed(g.direction().i(), flipI),
                signed(g.direction().j(), flipJ),
                signed(k, flipK)));
    if (grid.slices().isEmpty()) {
      return SourceGrid.ofPositions(flipped);
    }
    List<SourceSlice> slices = new ArrayList<>();
    for (int n = 0; n < grid.slices().size(); n++) {
      SourceSlice slice = grid.slices().get(flipK ? size.k() - 1 - n : n);
      slices.add(moved(slice, plus(slice.position(), corner)));
    }
    return SourceGrid.of(flipped, slices);
  }

  private static Vector3 signed(Vector3 axis, boolean flip) {
    return flip ? axis.times(-1) : axis;
  }

  private static Vector3 corner(boolean flip, Vector3 axis, double spacing, int count) {
    return axis.times(flip ? spacing * (count - 1) : 0);
  }

  private static PatientPoint plus(PatientPoint point, Vector3 way) {
    return new PatientPoint(point.x() + way.x(), point.y() + way.y(), point.z() + way.z());
  }

  private static SourceSlice moved(SourceSlice slice, PatientPoint to) {
    return new SourceSlice(
        slice.sopInstanceUid(),
        slice.sopClassUid(),
        slice.frameNumber(),
        List.of(DecimalString.of(to.x()), DecimalString.of(to.y()), DecimalString.of(to.z())),
        slice.imageOrientationPatient(),
        slice.pixelSpacing(),
        slice.sliceThickness());
  }

  /** A mask of the flipped grid on the source's own. */
  Mask unflipped(Mask mask) {
    GridSize size = mask.size();
    Mask own = Mask.empty(grid.geometry());
    for (int k = 0; k < size.k(); k++) {
      for (int j = 0; j < size.j(); j++) {
        for (int i = 0; i < size.i(); i++) {
          if (mask.get(size.flat(i, j, k))) {
            own.set(
                size.flat(
                    flipI ? size.i() - 1 - i : i,
                    flipJ ? size.j() - 1 - j : j,
                    flipK ? size.k() - 1 - k : k),
                true);
          }
        }
      }
    }
    return own;
  }
}
