package io.deepgrow.model;

/**
 * Scaling of Hounsfield units to network input: {@code clip((hu − subtrahend) / divisor)}.
 *
 * @param clipLow lowest value after scaling; negative infinity for none
 * @param clipHigh highest value after scaling; positive infinity for none
 */
public record Intensity(double subtrahend, double divisor, double clipLow, double clipHigh) {

  public Intensity {
    Valid.finite(subtrahend, "intensity.subtrahend");
    Valid.positive(divisor, "intensity.divisor");
    Valid.that(
        clipLow < clipHigh,
        "intensity.clipLow must be below clipHigh: " + clipLow + ", " + clipHigh);
  }

  /** Scaling without a clip. */
  public static Intensity unclipped(double subtrahend, double divisor) {
    return new Intensity(subtrahend, divisor, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Puts the network input in the place of values in Hounsfield units. */
  public void scale(float[] hounsfield) {
    float from = (float) subtrahend;
    float by = (float) divisor;
    float low = (float) clipLow;
    float high = (float) clipHigh;
    for (int v = 0; v < hounsfield.length; v++) {
      hounsfield[v] = Math.min(high, Math.max(low, (hounsfield[v] - from) / by));
    }
  }

  /** The network input for a value in Hounsfield units. */
  public float scale(double hounsfield) {
    float[] one = {(float) hounsfield};
    scale(one);
    return one[0];
  }
}
