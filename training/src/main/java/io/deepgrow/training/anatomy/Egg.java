package io.deepgrow.training.anatomy;

/** A turned superellipsoid with a bent surface: exponent 2 is round, more is boxier. */
final class Egg implements Shape {

  private final Point centre;
  private final Point radii;
  private final double exponent;
  private final Bend bend;
  private final float[] axes;

  private Egg(Point centre, Point radii, double exponent, Bend bend, float[] axes) {
    this.centre = centre;
    this.radii = radii;
    this.exponent = exponent;
    this.bend = bend;
    this.axes = axes;
  }

  static Egg of(Point centre, double rx, double ry, double rz) {
    return new Egg(
        centre, new Point(rx, ry, rz), 2, Bend.NONE, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
  }

  Egg bent(Bend other) {
    return new Egg(centre, radii, exponent, other, axes);
  }

  Egg boxy(double power) {
    return new Egg(centre, radii, power, bend, axes);
  }

  /** Turned about z, then tilted about x, both in degrees. */
  Egg turned(double turn, double tilt) {
    double a = Math.toRadians(turn);
    double b = Math.toRadians(tilt);
    float[] turned = {
      (float) Math.cos(a),
      (float) Math.sin(a),
      0,
      (float) (-Math.sin(a) * Math.cos(b)),
      (float) (Math.cos(a) * Math.cos(b)),
      (float) Math.sin(b),
      (float) (Math.sin(a) * Math.sin(b)),
      (float) (-Math.cos(a) * Math.sin(b)),
      (float) Math.cos(b)
    };
    return new Egg(centre, radii, exponent, bend, turned);
  }

  /** The same, smaller or larger by so many mm on every side. */
  Egg grown(double millimetres) {
    Point larger =
        new Point(
            Math.max(0.5, radii.x() + millimetres),
            Math.max(0.5, radii.y() + millimetres),
            Math.max(0.5, radii.z() + millimetres));
    return new Egg(centre, larger, exponent, bend, axes);
  }

  @Override
  public boolean contains(float x, float y, float z, float coarse, float fine) {
    double dx = x - centre.x();
    double dy = y - centre.y();
    double dz = z - centre.z();
    double u = Math.abs(axes[0] * dx + axes[1] * dy + axes[2] * dz) / radii.x();
    double v = Math.abs(axes[3] * dx + axes[4] * dy + axes[5] * dz) / radii.y();
    double w = Math.abs(axes[6] * dx + axes[7] * dy + axes[8] * dz) / radii.z();
    double limit = 1 + bend.at(coarse, fine);
    double round = u * u + v * v + w * w;
    double most = Math.max(u, Math.max(v, w));
    if (exponent == 2 || (round < limit && most <= 1)) {
      return round < limit;
    }
    return Math.pow(most, exponent) < limit
        && Math.pow(u, exponent) + Math.pow(v, exponent) + Math.pow(w, exponent) < limit;
  }

  @Override
  public Reach reach() {
    double factor = Math.sqrt(1 + bend.most());
    double r = Math.max(radii.x(), Math.max(radii.y(), radii.z()));
    boolean straight = axes[0] == 1 && axes[8] == 1;
    return straight
        ? Reach.around(centre, factor * radii.x(), factor * radii.y(), factor * radii.z())
        : Reach.around(centre, factor * r, factor * r, factor * r);
  }
}
