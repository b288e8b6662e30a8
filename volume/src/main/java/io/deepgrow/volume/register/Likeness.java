package io.deepgrow.volume.register;

import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** How alike two CTs are where a transform lays them on each other: correlation of their HU. */
final class Likeness {

  private final Shrunk moving;

  /** Points of the fixed CT within its body and a rim, patient space, three numbers each. */
  private final double[] points;

  private final float[] values;
  private final int count;

  private Likeness(Shrunk moving, double[] points, float[] values, int count) {
    this.moving = moving;
    this.points = points;
    this.values = values;
    this.count = count;
  }

  /**
   * The likeness over all of the fixed body.
   *
   * @param moving is looked up where the points of the fixed one come to lie
   */
  static Likeness ofBody(Shrunk fixed, Shrunk moving) {
    return of(fixed, moving, n -> nearBody(fixed, n));
  }

  /** The likeness within a distance of a point of the fixed one, mm, air and all. */
  static Likeness near(Shrunk fixed, Shrunk moving, PatientPoint middle, double millimetres) {
    return of(fixed, moving, n -> point(fixed, n).minus(middle).length() <= millimetres);
  }

  private static Likeness of(Shrunk fixed, Shrunk moving, IntPredicate chosen) {
    double[] points = new double[3 * fixed.values().length];
    float[] values = new float[fixed.values().length];
    int count = 0;
    for (int n = 0; n < fixed.values().length; n++) {
      if (chosen.test(n)) {
        PatientPoint point = point(fixed, n);
        points[3 * count] = point.x();
        points[3 * count + 1] = point.y();
        points[3 * count + 2] = point.z();
        values[count++] = fixed.values()[n];
      }
    }
    return new Likeness(
        moving, Arrays.copyOf(points, 3 * count), Arrays.copyOf(values, count), count);
  }

  private static PatientPoint point(Shrunk fixed, int n) {
    GridSize size = fixed.geometry().size();
    return fixed
        .geometry()
        .toPatient(
            new VoxelIndex(n % size.i(), n / size.i() % size.j(), n / (size.i() * size.j())));
  }

  /** In the body, or next to it within its slice: the skin says most about where a patient is. */
  private static boolean nearBody(Shrunk fixed, int n) {
    float[] values = fixed.values();
    int row = fixed.geometry().size().i();
    return values[n] >= Shrunk.BODY
        || (n >= row && values[n - row] >= Shrunk.BODY)
        || (n + row < values.length && values[n + row] >= Shrunk.BODY)
        || (n >= 1 && values[n - 1] >= Shrunk.BODY)
        || (n + 1 < values.length && values[n + 1] >= Shrunk.BODY);
  }

  /**
   * The correlation of both CTs, −1 to 1.
   *
   * @param leastShare of the points that must lie within the moving CT
   * @return −1 where fewer do, or where nothing varies
   */
  double of(RigidTransform transform, double leastShare) {
    // patient point of the fixed CT → voxel of the moving one, as one affine map
    ContinuousIndex origin = moved(transform, 0, 0, 0);
    ContinuousIndex x = moved(transform, 1, 0, 0);
    ContinuousIndex y = moved(transform, 0, 1, 0);
    ContinuousIndex z = moved(transform, 0, 0, 1);
    Vector3 i = new Vector3(x.i() - origin.i(), y.i() - origin.i(), z.i() - origin.i());
    Vector3 j = new Vector3(x.j() - origin.j(), y.j() - origin.j(), z.j() - origin.j());
    Vector3 k = new Vector3(x.k() - origin.k(), y.k() - origin.k(), z.k() - origin.k());
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    int inside = 0;
    for (int n = 0; n < count; n++) {
      double px = points[3 * n];
      double py = points[3 * n + 1];
      double pz = points[3 * n + 2];
      float b =
          moving.at(
              origin.i() + i.x() * px + i.y() * py + i.z() * pz,
              origin.j() + j.x() * px + j.y() * py + j.z() * pz,
              origin.k() + k.x() * px + k.y() * py + k.z() * pz);
      if (!Float.isNaN(b)) {
        float a = values[n];
        sumA += a;
        sumB += b;
        sumAa += (double) a * a;
        sumBb += (double) b * b;
        sumAb += (double) a * b;
        inside++;
      }
    }
    if (inside == 0 || inside < leastShare * count) {
      return -1;
    }
    double varianceA = sumAa / inside - (sumA / inside) * (sumA / inside);
    double varianceB = sumBb / inside - (sumB / inside) * (sumB / inside);
    double covariance = sumAb / inside - (sumA / inside) * (sumB / inside);
    double product = varianceA * varianceB;
    return product > 1e-6 ? covariance / Math.sqrt(product) : -1;
  }

  private ContinuousIndex moved(RigidTransform transform, double x, double y, double z) {
    return moving.geometry().toIndex(transform.apply(new PatientPoint(x, y, z)));
  }
}
