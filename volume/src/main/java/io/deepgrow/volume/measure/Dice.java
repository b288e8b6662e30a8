package io.deepgrow.volume.measure;

import io.deepgrow.volume.mask.Mask;
import java.util.OptionalDouble;

/** Overlap of two masks: {@code 2|A∩B| / (|A|+|B|)}. */
public final class Dice {

  private Dice() {}

  /**
   * Dice coefficient, 0 to 1; undefined when both masks are empty.
   *
   * @throws IllegalArgumentException when the grids differ in size
   */
  public static OptionalDouble of(Mask a, Mask b) {
    a.requireSameSize(b);
    long[] wordsA = a.words();
    long[] wordsB = b.words();
    long both = 0;
    long sum = 0;
    for (int w = 0; w < wordsA.length; w++) {
      both += Long.bitCount(wordsA[w] & wordsB[w]);
      sum += Long.bitCount(wordsA[w]) + Long.bitCount(wordsB[w]);
    }
    return sum == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * both / sum);
  }
}
