package io.deepgrow.inference;

/**
 * Keeps a click from undoing what earlier ones put right: on a mask that was there before it, a
 * positive click takes a voxel out, and a negative one takes a voxel in, only where the network is
 * sure.
 */
final class SteadyMask {

  /** How far beyond the threshold a logit must be to count as sure; a probability of 0.88. */
  private static final float SURE = 2;

  /** Where an unsure voxel is put, beyond the threshold on the side it was. */
  private static final float KEPT = 0.3f;

  private SteadyMask() {}

  /**
   * Moves logits back across the threshold.
   *
   * @param before 1 in the mask before the click, 0 outside
   * @param positive the click's kind
   */
  static void apply(float[] before, boolean positive, float threshold, float[] logits) {
    for (int v = 0; v < logits.length; v++) {
      float above = logits[v] - threshold;
      if (positive && before[v] > 0.5f && above < 0 && above > -SURE) {
        logits[v] = threshold + KEPT;
      } else if (!positive && before[v] < 0.5f && above >= 0 && above < SURE) {
        logits[v] = threshold - KEPT;
      }
    }
  }
}
