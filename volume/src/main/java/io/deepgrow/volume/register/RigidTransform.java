package io.deepgrow.volume.register;

import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;

/**
 * A rotation about a centre, then a displacement, in patient space (LPS mm).
 *
 * @param centre stays where it is but for the displacement
 * @param angles radians about x, then y, then z
 * @param displacement mm
 */
public record RigidTransform(PatientPoint centre, Vector3 angles, Vector3 displacement) {

  /** Moves nothing. */
  public static RigidTransform none(PatientPoint centre) {
    return new RigidTransform(centre, new Vector3(0, 0, 0), new Vector3(0, 0, 0));
  }

  /** The same with another displacement, mm. */
  RigidTransform moved(Vector3 by) {
    return new RigidTransform(centre, angles, by);
  }

  /** Where a point comes to lie. */
  public PatientPoint apply(PatientPoint point) {
    Vector3 v = point.minus(centre);
    return centre.plus(new Vector3(row(0).dot(v), row(1).dot(v), row(2).dot(v))).plus(displacement);
  }

  /** Which point comes to lie there. */
  public PatientPoint unapply(PatientPoint point) {
    Vector3 v = point.minus(centre).plus(displacement.times(-1));
    return centre.plus(row(0).times(v.x()).plus(row(1).times(v.y())).plus(row(2).times(v.z())));
  }

  /** A row of the rotation matrix, {@code Rz·Ry·Rx}. */
  Vector3 row(int number) {
    double cx = Math.cos(angles.x());
    double sx = Math.sin(angles.x());
    double cy = Math.cos(angles.y());
    double sy = Math.sin(angles.y());
    double cz = Math.cos(angles.z());
    double sz = Math.sin(angles.z());
    return switch (number) {
      case 0 -> new Vector3(cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx);
      case 1 -> new Vector3(sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx);
      default -> new Vector3(-sy, cy * sx, cy * cx);
    };
  }

  /** With one of its six numbers changed: 0 to 2 displacement, 3 to 5 angles. */
  RigidTransform with(int number, double more) {
    Vector3 step =
        new Vector3(
            number % 3 == 0 ? more : 0, number % 3 == 1 ? more : 0, number % 3 == 2 ? more : 0);
    return number < 3
        ? new RigidTransform(centre, angles, displacement.plus(step))
        : new RigidTransform(centre, angles.plus(step), displacement);
  }
}
