package io.deepgrow.training.anatomy;

/** A set of points of the body. */
interface Shape {

  /**
   * Whether a point belongs to it.
   *
   * @param coarse value of the slower random field there
   * @param fine value of the faster one
   */
  boolean contains(float x, float y, float z, float coarse, float fine);

  /** A box that holds it. */
  Reach reach();

  /** What lies before a plane: where the normal's component is less than {@code limit}. */
  static Shape below(double nx, double ny, double nz, double limit) {
    return new Everywhere((x, y, z, coarse, fine) -> nx * x + ny * y + nz * z < limit + 2 * fine);
  }

  /** Lumps: where the faster field is above a limit; a third of space at 0.3. */
  static Shape lumps(double limit) {
    return new Everywhere((x, y, z, coarse, fine) -> fine + 0.5 * coarse > limit);
  }

  /** The points of one shape that are not in another. */
  static Shape minus(Shape shape, Shape hole) {
    return new Minus(shape, hole);
  }

  /** Membership without a box. */
  @FunctionalInterface
  interface Rule {
    boolean contains(float x, float y, float z, float coarse, float fine);
  }

  /** A rule that holds anywhere. */
  record Everywhere(Rule rule) implements Shape {
    @Override
    public boolean contains(float x, float y, float z, float coarse, float fine) {
      return rule.contains(x, y, z, coarse, fine);
    }

    @Override
    public Reach reach() {
      return Reach.EVERYWHERE;
    }
  }

  /** A shape with another one taken away. */
  record Minus(Shape shape, Shape hole) implements Shape {
    @Override
    public boolean contains(float x, float y, float z, float coarse, float fine) {
      return shape.contains(x, y, z, coarse, fine) && !hole.contains(x, y, z, coarse, fine);
    }

    @Override
    public Reach reach() {
      return shape.reach();
    }
  }
}
