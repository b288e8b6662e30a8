package io.deepgrow.volume.grid;

/** Float values on a grid without a place in the patient: a network's input channel or logits. */
public final class FloatGrid {

  private final GridSize size;
  private final float[] values;

  private FloatGrid(GridSize size, float[] values) {
    this.size = size;
    this.values = values;
  }

  /** Wraps the array, i-fastest, without copying it. */
  public static FloatGrid of(GridSize size, float[] values) {
    if (values.length != size.voxels()) {
      throw new IllegalArgumentException(values.length + " values do not fill a grid of " + size);
    }
    return new FloatGrid(size, values);
  }

  public static FloatGrid zeros(GridSize size) {
    return new FloatGrid(size, new float[size.arrayLength()]);
  }

  public GridSize size() {
    return size;
  }

  public float at(int i, int j, int k) {
    return values[size.flat(i, j, k)];
  }

  /** The values themselves, i-fastest, not a copy. */
  public float[] values() {
    return values;
  }
}
