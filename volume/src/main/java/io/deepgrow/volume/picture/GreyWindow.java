package io.deepgrow.volume.picture;

/** A display window in Hounsfield units (PS3.3 C.11.2.1.2). */
public record GreyWindow(double centre, double width) {

  public static final GreyWindow ABDOMEN = new GreyWindow(40, 400);

  public GreyWindow {
    if (!(width >= 1) || !Double.isFinite(centre)) {
      throw new IllegalArgumentException("Window " + centre + " / " + width + " shows nothing");
    }
  }

  /** Grey level 0 to 255 of a value. */
  public int grey(double hounsfield) {
    double level = (hounsfield - centre) / width + 0.5;
    return (int) Math.round(255 * Math.min(1, Math.max(0, level)));
  }
}
