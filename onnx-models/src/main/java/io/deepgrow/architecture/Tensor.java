package io.deepgrow.architecture;

import java.util.Arrays;

/** A shape and its float values in row-major order. */
public final class Tensor {

  private final Shape shape;
  private final float[] values;

  private Tensor(Shape shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Wraps the values without copying them. */
  public static Tensor of(Shape shape, float... values) {
    if (values.length != shape.elements()) {
      throw new IllegalArgumentException(values.length + " values do not fill " + shape);
    }
    return new Tensor(shape, values);
  }

  public static Tensor filled(Shape shape, float value) {
    float[] values = new float[shape.elements()];
    Arrays.fill(values, value);
    return new Tensor(shape, values);
  }

  public Shape shape() {
    return shape;
  }

  /** The values themselves, not a copy. */
  public float[] values() {
    return values;
  }
}
