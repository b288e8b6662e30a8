package io.deepgrow.seg.terminology;

/** An sRGB colour, each part 0 to 255. */
public record RgbColor(int red, int green, int blue) {

  public RgbColor {
    if ((red | green | blue) >>> 8 != 0) {
      throw new IllegalArgumentException(
          "Colour parts are 0 to 255: " + red + ", " + green + ", " + blue);
    }
  }

  /** As one number, 0xRRGGBB. */
  public int packed() {
    return red << 16 | green << 8 | blue;
  }
}
