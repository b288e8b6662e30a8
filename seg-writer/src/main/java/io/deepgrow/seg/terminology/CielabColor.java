package io.deepgrow.seg.terminology;

/**
 * A colour as Recommended Display CIELab Value (0062,000D) holds it: L*, a* and b* scaled to 16
 * bits (PS3.3 C.10.7.1.1).
 */
public record CielabColor(int l, int a, int b) {

  private static final double MAX = 65535;
  private static final double[] WHITE = {95.047, 100, 108.883};

  public CielabColor {
    if ((l | a | b) >>> 16 != 0) {
      throw new IllegalArgumentException("CIELab parts are 0 to 65535: " + l + ", " + a + ", " + b);
    }
  }

  /** From sRGB under D65, with the four-digit XYZ matrix other DICOM software uses. */
  public static CielabColor of(RgbColor rgb) {
    double red = linear(rgb.red());
    double green = linear(rgb.green());
    double blue = linear(rgb.blue());
    double x = companded((0.4124 * red + 0.3576 * green + 0.1805 * blue) * 100 / WHITE[0]);
    double y = companded((0.2126 * red + 0.7152 * green + 0.0722 * blue) * 100 / WHITE[1]);
    double z = companded((0.0193 * red + 0.1192 * green + 0.9505 * blue) * 100 / WHITE[2]);
    return ofLab(116 * y - 16, 500 * (x - y), 200 * (y - z));
  }

  /** From L* (0 to 100), a* and b* (-128 to 127); values outside are brought to the border. */
  public static CielabColor ofLab(double l, double a, double b) {
    return new CielabColor(
        scaled(l * MAX / 100), scaled((a + 128) * MAX / 255), scaled((b + 128) * MAX / 255));
  }

  /** The nearest sRGB colour. */
  public RgbColor toRgb() {
    double y = (l * 100 / MAX + 16) / 116;
    double x = (a * 255 / MAX - 128) / 500 + y;
    double z = y - (b * 255 / MAX - 128) / 200;
    double cieX = expanded(x) * WHITE[0] / 100;
    double cieY = expanded(y) * WHITE[1] / 100;
    double cieZ = expanded(z) * WHITE[2] / 100;
    return new RgbColor(
        display(3.2406 * cieX - 1.5372 * cieY - 0.4986 * cieZ),
        display(-0.9689 * cieX + 1.8758 * cieY + 0.0415 * cieZ),
        display(0.0557 * cieX - 0.2040 * cieY + 1.0570 * cieZ));
  }

  private static double linear(int part) {
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  private static int display(double linear) {
    double c = linear <= 0.0031308 ? linear * 12.92 : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.max(0, Math.min(255, Math.round(c * 255)));
  }

  private static double companded(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }

  private static double expanded(double t) {
    double cube = t * t * t;
    return cube > 0.008856 ? cube : (t - 16.0 / 116) / 7.787;
  }

  private static int scaled(double value) {
    return (int) Math.floor(Math.max(0, Math.min(MAX, value)) + 0.5);
  }
}
