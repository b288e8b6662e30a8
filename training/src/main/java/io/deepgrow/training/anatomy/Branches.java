package io.deepgrow.training.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A tree of vessels: each branch bends, gets thinner and splits. */
final class Branches {

  private static final double THINNEST = 0.9;

  private final Draw draw;
  private final int depth;

  Branches(Draw draw, int depth) {
    this.draw = draw;
    this.depth = depth;
  }

  List<Tube> grow(Point root, Point direction, double radius, double length) {
    List<Tube> tubes = new ArrayList<>();
    grow(tubes, root, direction, radius, length, depth);
    return tubes;
  }

  private void grow(
      List<Tube> tubes, Point at, Point direction, double radius, double length, int left) {
    if (left == 0 || radius < THINNEST) {
      return;
    }
    Point way = unit(scatter(direction, 0.25));
    double reach = length * draw.between(0.7, 1.3);
    Point end = at.plus(reach * way.x(), reach * way.y(), reach * way.z());
    double thinner = radius * draw.between(0.72, 0.88);
    tubes.add(new Tube(at, radius, end, thinner, Bend.NONE));
    for (int n = 0; n < 2; n++) {
      grow(tubes, end, unit(scatter(way, 0.75)), thinner * 0.85, length * 0.82, left - 1);
    }
  }

  private Point scatter(Point direction, double spread) {
    Random random = draw.random();
    return direction.plus(
        spread * random.nextGaussian(),
        spread * random.nextGaussian(),
        spread * random.nextGaussian());
  }

  private static Point unit(Point p) {
    double length = Math.sqrt(p.x() * p.x() + p.y() * p.y() + p.z() * p.z());
    return new Point(p.x() / length, p.y() / length, p.z() / length);
  }
}
