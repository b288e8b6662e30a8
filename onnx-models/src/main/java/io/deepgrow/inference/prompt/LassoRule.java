package io.deepgrow.inference.prompt;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;

/**
 * Places inside a closed line: the deepest, then others deep inside and far from it, at most
 * {@value #MOST}, within {@value #REACH} mm of the deepest. The line is laid into the plane that it
 * goes round, on a grid of at most {@value #CELLS} cells a side.
 */
final class LassoRule {

  static final int MOST = 3;

  /** Millimetres between the deepest place and the others: what the network sees in detail. */
  static final double REACH = 60;

  private static final int CELLS = 200;

  private final VolumeGeometry geometry;
  private final List<PatientPoint> line;

  LassoRule(VolumeGeometry geometry, List<PatientPoint> line) {
    this.geometry = geometry;
    this.line = line;
  }

  List<PatientPoint> places() {
    Vector3 normal = normal();
    if (normal.length() < 1e-6) {
      return new ScribbleRule(line).places(); // it goes round nothing
    }
    Vector3 n = normal.normalized();
    Vector3 u = (Math.abs(n.x()) < 0.9 ? new Vector3(1, 0, 0) : new Vector3(0, 1, 0)).cross(n);
    Vector3 right = u.normalized();
    Vector3 down = n.cross(right);
    return new Plane(line.get(0), right, down).places();
  }

  /** Newell's normal of a polygon, twice its area long. */
  private Vector3 normal() {
    PatientPoint o = line.get(0);
    Vector3 sum = new Vector3(0, 0, 0);
    for (int n = 0; n < line.size(); n++) {
      sum = sum.plus(line.get(n).minus(o).cross(line.get((n + 1) % line.size()).minus(o)));
    }
    return sum;
  }

  /** The plane of the line, with two directions in it. */
  private final class Plane {

    private final PatientPoint origin;
    private final Vector3 right;
    private final Vector3 down;
    private final double[] x = new double[line.size()];
    private final double[] y = new double[line.size()];

    Plane(PatientPoint origin, Vector3 right, Vector3 down) {
      this.origin = origin;
      this.right = right;
      this.down = down;
      for (int n = 0; n < x.length; n++) {
        Vector3 d = line.get(n).minus(origin);
        x[n] = d.dot(right);
        y[n] = d.dot(down);
      }
    }

    List<PatientPoint> places() {
      double left = min(x);
      double top = min(y);
      Spacing s = geometry.spacing();
      double side = Math.max(-min(negated(x)) - left, -min(negated(y)) - top);
      double cell = Math.max(Math.min(s.i(), Math.min(s.j(), s.k())), side / CELLS);
      int columns = cells(-min(negated(x)) - left, cell);
      int rows = cells(-min(negated(y)) - top, cell);
      Mask inside =
          Mask.empty(
              VolumeGeometry.axial(new GridSize(columns, rows, 1), new Spacing(cell, cell, cell)));
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          double px = left + (i + 0.5) * cell;
          double py = top + (j + 0.5) * cell;
          if (encloses(px, py) && geometry.contains(voxel(px, py))) {
            inside.set(new VoxelIndex(i, j, 0), true);
          }
        }
      }
      List<PatientPoint> places = new ArrayList<>();
      for (VoxelIndex v : Deepest.of(inside, new boolean[] {false, false, true}, MOST, REACH)) {
        places.add(point(left + (v.i() + 0.5) * cell, top + (v.j() + 0.5) * cell));
      }
      return places;
    }

    private static int cells(double length, double cell) {
      return (int) Math.min(CELLS, Math.max(1, Math.ceil(length / cell)));
    }

    private VoxelIndex voxel(double px, double py) {
      return geometry.toIndex(point(px, py)).nearest();
    }

    private PatientPoint point(double px, double py) {
      return origin.plus(right.times(px)).plus(down.times(py));
    }

    /** Whether a ray from the place crosses the line an odd number of times. */
    private boolean encloses(double px, double py) {
      boolean in = false;
      for (int a = 0, b = x.length - 1; a < x.length; b = a++) {
        if ((y[a] > py) != (y[b] > py) && px < (x[b] - x[a]) * (py - y[a]) / (y[b] - y[a]) + x[a]) {
          in = !in;
        }
      }
      return in;
    }
  }

  private static double min(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double[] negated(double[] values) {
    double[] out = new double[values.length];
    for (int n = 0; n < out.length; n++) {
      out[n] = -values[n];
    }
    return out;
  }
}
