package io.deepgrow.dicom.jpegls;

/**
 * What a scan is coded with (T.87, C.2.4.1.1 and A.2.1).
 *
 * @param maxValue the largest sample, below 2^16
 * @param near how far a sample may be from the original; 0 is lossless
 * @param t1 the first bound of gradients
 * @param t2 the second one
 * @param t3 the third one
 * @param reset after how many samples a context's sums are halved
 */
record Coding(int maxValue, int near, int t1, int t2, int t3, int reset) {

  private static final int RESET = 64;
  private static final int[] BASIC = {3, 7, 21};

  /** The defaults for a largest sample and a bound of errors. */
  static Coding of(int maxValue, int near) {
    int[] bounds = new int[BASIC.length];
    int least = near + 1;
    for (int n = 0; n < bounds.length; n++) {
      int weight = 2 * n + 3;
      int bound;
      if (maxValue >= 128) {
        int factor = (Math.min(maxValue, 4095) + 128) / 256;
        bound = factor * (BASIC[n] - (n + 2)) + n + 2 + weight * near;
      } else {
        int factor = 256 / (maxValue + 1);
        bound = Math.max(n + 2, BASIC[n] / factor + weight * near);
      }
      bounds[n] = bound > maxValue || bound < least ? least : bound;
      least = bounds[n];
    }
    return new Coding(maxValue, near, bounds[0], bounds[1], bounds[2], RESET);
  }

  /**
   * These parameters instead of the defaults, which a 0 leaves as they are.
   *
   * @throws DamagedPictureException when they are out of the standard's bounds
   */
  static Coding of(int maxValue, int near, int[] presets) throws DamagedPictureException {
    int largest = presets[0] == 0 ? maxValue : presets[0];
    if (largest > maxValue) {
      throw new DamagedPictureException("its largest sample has more bits than it says");
    }
    Coding usual = of(largest, near);
    Coding coding =
        new Coding(
            largest,
            near,
            presets[1] == 0 ? usual.t1 : presets[1],
            presets[2] == 0 ? usual.t2 : presets[2],
            presets[3] == 0 ? usual.t3 : presets[3],
            presets[4] == 0 ? usual.reset : presets[4]);
    boolean ordered =
        coding.t1 > near
            && coding.t2 >= coding.t1
            && coding.t3 >= coding.t2
            && coding.t3 <= largest
            && coding.reset >= 3
            && coding.reset <= Math.max(255, largest);
    if (!ordered || near > Math.min(255, largest / 2)) {
      throw new DamagedPictureException("its coding parameters are impossible");
    }
    return coding;
  }

  /** How many errors of prediction there are. */
  int range() {
    return (maxValue + 2 * near) / step() + 1;
  }

  /** From one reconstructed error to the next. */
  int step() {
    return 2 * near + 1;
  }

  /** Bits of an error that is coded as it is. */
  int errorBits() {
    return bits(range() - 1);
  }

  /** The longest code. */
  int limit() {
    int depth = Math.max(2, bits(maxValue));
    return 2 * (depth + Math.max(8, depth));
  }

  private static int bits(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value);
  }
}
