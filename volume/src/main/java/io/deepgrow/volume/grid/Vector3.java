package io.deepgrow.volume.grid;

/** A direction or displacement in patient space, LPS. */
public record Vector3(double x, double y, double z) {

  public double dot(Vector3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Vector3 cross(Vector3 other) {
    return new Vector3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public Vector3 plus(Vector3 other) {
    return new Vector3(x + other.x, y + other.y, z + other.z);
  }

  public Vector3 times(double factor) {
    return new Vector3(x * factor, y * factor, z * factor);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  /**
   * This vector with length 1.
   *
   * @throws IllegalArgumentException when the length is zero or not finite
   */
  public Vector3 normalized() {
    double length = length();
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new IllegalArgumentException("A vector of length " + length + " has no direction");
    }
    return times(1 / length);
  }

  @Override
  public String toString() {
    return "(" + x + ", " + y + ", " + z + ")";
  }
}
