package io.deepgrow.volume.grid;

/** A point in the patient coordinate system: LPS, millimetres (PS3.3 C.7.6.2.1.1). */
public record PatientPoint(double x, double y, double z) {

  public PatientPoint plus(Vector3 displacement) {
    return new PatientPoint(x + displacement.x(), y + displacement.y(), z + displacement.z());
  }

  /** The displacement that leads from {@code origin} to this point. */
  public Vector3 minus(PatientPoint origin) {
    return new Vector3(x - origin.x, y - origin.y, z - origin.z);
  }

  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ", " + z + ") mm";
  }
}
