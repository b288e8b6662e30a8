package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.Arrays;

/** Makes a patient grid of the step vectors that a volume file gives. */
final class FilePose {

  private static final double SHEAR = 2e-3;

  private FilePose() {}

  /**
   * A grid of the steps of i, j and k, LPS mm. Steps that are off right angles by less than
   * writers' rounding are straightened.
   *
   * @throws VolumeFileException {@code FORMAT.orientation} or {@code FORMAT.sheared}
   */
  static VolumeGeometry geometry(String format, GridSize size, Vector3[] steps, PatientPoint origin)
      throws VolumeFileException {
    for (Vector3 step : steps) {
      if (!(step.length() > 0) || !Double.isFinite(step.length()) || !origin.isFinite()) {
        throw new VolumeFileException(
            format + ".orientation",
            "The axes "
                + Arrays.toString(steps)
                + " and origin "
                + origin
                + " place no grid: each axis must have a finite, non-zero step");
      }
    }
    Vector3 i = steps[0].normalized();
    Vector3 j = steps[1].normalized();
    Vector3 k = steps[2].normalized();
    double shear = Math.max(Math.abs(i.dot(j)), Math.max(Math.abs(i.dot(k)), Math.abs(j.dot(k))));
    if (shear > SHEAR) {
      throw new VolumeFileException(
          format + ".sheared",
          "The grid is sheared, its axes "
              + Arrays.toString(steps)
              + " are not at right angles; resample it to a regular grid (a tilted gantry does this)");
    }
    Vector3 straightJ = j.plus(i.times(-i.dot(j))).normalized();
    Vector3 straightK = i.cross(straightJ);
    return new VolumeGeometry(
        size,
        new Spacing(steps[0].length(), steps[1].length(), steps[2].length()),
        origin,
        new Direction(i, straightJ, straightK.dot(k) < 0 ? straightK.times(-1) : straightK));
  }
}
