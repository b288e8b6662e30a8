package io.deepgrow.dicom.jpegls;

import java.util.Random;

/** Pictures of every kind: flat, smooth, noisy, steps, extremes. */
final class Pictures {

  private Pictures() {}

  /**
   * Samples row by row.
   *
   * @param kind 0 flat, 1 smooth, 2 noise, 3 blocks on noise, 4 the smallest and the largest
   */
  static short[] of(int kind, int columns, int rows, int bits, long seed) {
    Random random = new Random(seed);
    int largest = (1 << bits) - 1;
    short[] samples = new short[columns * rows];
    for (int n = 0; n < samples.length; n++) {
      int i = n % columns;
      int j = n / columns;
      int value =
          switch (kind) {
            case 0 -> largest / 3;
            case 1 ->
                (int) (largest * (0.5 + 0.4 * Math.sin(i / 9.0) * Math.cos(j / 7.0)))
                    + random.nextInt(3);
            case 2 -> random.nextInt(largest + 1);
            case 3 -> (i / 5 + j / 4) % 3 == 0 ? largest / 2 : random.nextInt(1 + largest / 4);
            default -> (i * j) % 7 < 3 ? 0 : largest;
          };
      samples[n] = (short) Math.min(largest, value);
    }
    return samples;
  }
}
