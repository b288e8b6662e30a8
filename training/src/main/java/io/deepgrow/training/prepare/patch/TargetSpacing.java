package io.deepgrow.training.prepare.patch;

import io.deepgrow.volume.grid.Spacing;

/**
 * The spacing of patches along their axes in millimetres; 0 keeps an axis as it is.
 *
 * @param i along rising i of the patch
 */
public record TargetSpacing(double i, double j, double k) {

  /** The model card's 1×1×3 mm. */
  public static final TargetSpacing CARD = new TargetSpacing(1, 1, 3);

  public static final TargetSpacing NATIVE = new TargetSpacing(0, 0, 0);

  public TargetSpacing {
    if (!(i >= 0 && j >= 0 && k >= 0) || Double.isInfinite(i + j + k)) {
      throw new IllegalArgumentException(
          "A spacing is three millimetres, 0 keeps an axis: " + i + ", " + j + ", " + k);
    }
  }

  /**
   * Reads {@code 1,1,3}, one number for all axes, or {@code native}.
   *
   * @throws IllegalArgumentException for other texts
   */
  public static TargetSpacing parse(String text) {
    if (text.strip().equalsIgnoreCase("native")) {
      return NATIVE;
    }
    String[] parts = text.split(",", -1);
    if (parts.length != 1 && parts.length != 3) {
      throw new IllegalArgumentException(
          "A spacing is i,j,k in mm such as 1,1,3, one number, or native, not " + text);
    }
    double[] mm = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      try {
        mm[axis] = Double.parseDouble(parts[parts.length == 1 ? 0 : axis].strip());
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("A spacing has numbers in mm, not " + text, e);
      }
    }
    return new TargetSpacing(mm[0], mm[1], mm[2]);
  }

  /** This spacing for a grid of {@code own}. */
  public Spacing on(Spacing own) {
    return new Spacing(i > 0 ? i : own.i(), j > 0 ? j : own.j(), k > 0 ? k : own.k());
  }

  @Override
  public String toString() {
    return equals(NATIVE) ? "native" : i + "," + j + "," + k;
  }
}
