package io.deepgrow.phantom;

/**
 * A bent ellipsoid in patient millimetres.
 *
 * @param x centre, patient left positive
 * @param y centre, posterior positive
 * @param z centre, superior positive
 * @param rx radius along x; the others likewise
 * @param bend how far the x centre moves with the square of the height, mm per mm²
 */
record Blob(
    Organ organ, double x, double y, double z, double rx, double ry, double rz, double bend) {

  boolean contains(double px, double py, double pz, double wobble) {
    double w = (pz - z) / rz;
    if (w * w > 1.3) {
      return false;
    }
    double u = (px - x - bend * (pz - z) * (pz - z)) / rx;
    double v = (py - y) / ry;
    // what is very long is a trunk or a vessel: smooth
    return u * u + v * v + w * w < 1 + (rz > 500 ? 0 : wobble);
  }
}
