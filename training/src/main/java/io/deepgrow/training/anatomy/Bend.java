package io.deepgrow.training.anatomy;

/**
 * How far a surface follows the two random fields of a body, in shares of its radius.
 *
 * @param coarse for the field that changes over some 45 mm
 * @param fine for the field that changes over some 16 mm
 */
record Bend(double coarse, double fine) {

  static final Bend NONE = new Bend(0, 0);

  private static final double FAR = 2.5;

  static Bend random(Draw draw, double coarse, double fine) {
    return new Bend(
        draw.between(0.3, 1) * coarse * (draw.chance(0.5) ? 1 : -1),
        draw.between(0.3, 1) * fine * (draw.chance(0.5) ? 1 : -1));
  }

  double at(float coarseField, float fineField) {
    return coarse * coarseField + fine * fineField;
  }

  /** The largest value to reckon with. */
  double most() {
    return FAR * (Math.abs(coarse) + Math.abs(fine));
  }
}
