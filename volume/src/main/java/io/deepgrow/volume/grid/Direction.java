package io.deepgrow.volume.grid;

/**
 * Patient directions of rising i, j and k: unit vectors at right angles, either handedness (a CT
 * from DICOM is right-handed, a NIfTI file may not be).
 *
 * @param i direction of rising column, the first three values of ImageOrientationPatient
 * @param j direction of rising row, the last three values of ImageOrientationPatient
 * @param k direction of rising slice
 */
public record Direction(Vector3 i, Vector3 j, Vector3 k) {

  private static final double TOLERANCE = 2e-3;

  public static final Direction IDENTITY =
      new Direction(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1));

  public Direction {
    boolean orthonormal =
        Math.abs(i.length() - 1) < TOLERANCE
            && Math.abs(j.length() - 1) < TOLERANCE
            && Math.abs(k.length() - 1) < TOLERANCE
            && Math.abs(i.dot(j)) < TOLERANCE
            && Math.abs(i.dot(k)) < TOLERANCE
            && Math.abs(j.dot(k)) < TOLERANCE;
    if (!orthonormal) {
      throw new IllegalArgumentException(
          "Grid axes must be unit vectors at right angles: " + i + ", " + j + ", " + k);
    }
  }

  /** The right-handed frame whose slices rise along row × column, as GDCM and ITK sort them. */
  public static Direction ofRowAndColumn(Vector3 row, Vector3 column) {
    Vector3 i = row.normalized();
    Vector3 j = column.normalized();
    return new Direction(i, j, i.cross(j).normalized());
  }

  /** Component 0 is i, 1 is j, 2 is k. */
  public Vector3 axis(int axis) {
    return switch (axis) {
      case 0 -> i;
      case 1 -> j;
      case 2 -> k;
      default -> throw new IndexOutOfBoundsException(axis);
    };
  }
}
