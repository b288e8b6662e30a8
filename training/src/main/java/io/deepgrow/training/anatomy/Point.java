package io.deepgrow.training.anatomy;

/** A place in the body in mm: x to the patient's left, y to the back, z to the head. */
public record Point(double x, double y, double z) {

  /** The point so much further. */
  public Point plus(double dx, double dy, double dz) {
    return new Point(x + dx, y + dy, z + dz);
  }

  /** The point a share of the way to another one. */
  public Point toward(Point other, double share) {
    return new Point(
        x + share * (other.x - x), y + share * (other.y - y), z + share * (other.z - z));
  }
}
