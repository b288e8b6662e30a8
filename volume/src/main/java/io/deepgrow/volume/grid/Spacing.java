package io.deepgrow.volume.grid;

/** Distance between voxel centres along i, j and k in millimetres. */
public record Spacing(double i, double j, double k) {

  public Spacing {
    if (!(i > 0) || !(j > 0) || !(k > 0) || Double.isInfinite(i + j + k)) {
      throw new IllegalArgumentException(
          "Spacing must be positive and finite: " + i + ", " + j + ", " + k + " mm");
    }
  }

  public static Spacing isotropic(double millimetres) {
    return new Spacing(millimetres, millimetres, millimetres);
  }

  /** Volume of one voxel in mm³. */
  public double voxelVolume() {
    return i * j * k;
  }

  /** Component 0 is i, 1 is j, 2 is k. */
  public double component(int axis) {
    return switch (axis) {
      case 0 -> i;
      case 1 -> j;
      case 2 -> k;
      default -> throw new IndexOutOfBoundsException(axis);
    };
  }

  @Override
  public String toString() {
    return i + "×" + j + "×" + k + " mm";
  }
}
