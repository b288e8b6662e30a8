package io.deepgrow.training.anatomy;

/**
 * The size of a trunk in mm; the origin lies in the middle of the body at the first lumbar
 * vertebra.
 *
 * @param scale of the organs
 * @param halfWidth from the middle to the outside of the muscles, left and right
 * @param halfDepth the same, front and back
 * @param fat thickness of the fat under the skin
 * @param wall thickness of the muscles
 */
record Frame(double scale, double halfWidth, double halfDepth, double fat, double wall) {

  static Frame random(Draw draw) {
    double scale = draw.between(0.78, 1.2);
    return new Frame(
        scale,
        scale * draw.about(148, 9),
        scale * draw.about(104, 9),
        draw.chance(0.3) ? draw.between(20, 50.0) : draw.between(4, 20.0),
        scale * draw.between(7, 17.0));
  }

  double width() {
    return halfWidth - wall;
  }

  double depth() {
    return halfDepth - wall;
  }

  /** A point given for a body of scale 1. */
  Point at(double x, double y, double z) {
    return new Point(scale * x, scale * y, scale * z);
  }
}
