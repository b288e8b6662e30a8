package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.List;

/** A piece of a tube between two balls. */
record Tube(Point from, double fromRadius, Point to, double toRadius, Bend bend) implements Shape {

  /** A tube through points; the radius goes evenly from the first to the last. */
  static List<Tube> through(List<Point> points, double first, double last, Bend bend) {
    List<Tube> tubes = new ArrayList<>();
    int pieces = points.size() - 1;
    for (int n = 0; n < pieces; n++) {
      tubes.add(
          new Tube(
              points.get(n),
              first + (last - first) * n / pieces,
              points.get(n + 1),
              first + (last - first) * (n + 1) / pieces,
              bend));
    }
    return tubes;
  }

  /** The same, thicker or thinner by so many mm. */
  static List<Shape> grown(List<Tube> tubes, double millimetres) {
    List<Shape> grown = new ArrayList<>();
    for (Tube t : tubes) {
      grown.add(
          new Tube(
              t.from,
              Math.max(0.3, t.fromRadius + millimetres),
              t.to,
              Math.max(0.3, t.toRadius + millimetres),
              t.bend));
    }
    return grown;
  }

  @Override
  public boolean contains(float x, float y, float z, float coarse, float fine) {
    double lx = to.x() - from.x();
    double ly = to.y() - from.y();
    double lz = to.z() - from.z();
    double dx = x - from.x();
    double dy = y - from.y();
    double dz = z - from.z();
    double square = lx * lx + ly * ly + lz * lz;
    double t = square < 1e-9 ? 0 : (dx * lx + dy * ly + dz * lz) / square;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double radius = (fromRadius + t * (toRadius - fromRadius)) * (1 + bend.at(coarse, fine));
    double ex = dx - t * lx;
    double ey = dy - t * ly;
    double ez = dz - t * lz;
    return radius > 0 && ex * ex + ey * ey + ez * ez < radius * radius;
  }

  @Override
  public Reach reach() {
    double r = Math.max(fromRadius, toRadius) * (1 + bend.most());
    return Reach.around(from, r, r, r).and(Reach.around(to, r, r, r));
  }
}
