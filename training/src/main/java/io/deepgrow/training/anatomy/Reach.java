package io.deepgrow.training.anatomy;

/** A box in mm that holds a shape. */
public record Reach(Point low, Point high) {

  private static final double FAR = 1e4;

  static final Reach EVERYWHERE = new Reach(new Point(-FAR, -FAR, -FAR), new Point(FAR, FAR, FAR));

  static Reach around(Point centre, double rx, double ry, double rz) {
    return new Reach(centre.plus(-rx, -ry, -rz), centre.plus(rx, ry, rz));
  }

  /** A box that holds both. */
  public Reach and(Reach other) {
    return new Reach(
        new Point(
            Math.min(low.x(), other.low.x()),
            Math.min(low.y(), other.low.y()),
            Math.min(low.z(), other.low.z())),
        new Point(
            Math.max(high.x(), other.high.x()),
            Math.max(high.y(), other.high.y()),
            Math.max(high.z(), other.high.z())));
  }

  Reach grown(double margin) {
    return new Reach(low.plus(-margin, -margin, -margin), high.plus(margin, margin, margin));
  }

  /** Its longest side in mm. */
  public double longest() {
    return Math.max(high.x() - low.x(), Math.max(high.y() - low.y(), high.z() - low.z()));
  }
}
