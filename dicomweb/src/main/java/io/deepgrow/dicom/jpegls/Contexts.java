package io.deepgrow.dicom.jpegls;

/** What was learnt of errors of prediction, by the gradients around a sample (T.87, A.6). */
final class Contexts {

  /** Nine levels of three gradients, of which half are the other half's mirror images. */
  private static final int REGULAR = 9 * 9 * 9 / 2 + 1;

  private static final int LEAST_CORRECTION = -128;
  private static final int MOST_CORRECTION = 127;

  private final int[] errors = new int[REGULAR];
  private final int[] bias = new int[REGULAR];
  private final int[] correction = new int[REGULAR];
  private final int[] count = new int[REGULAR];
  private final int reset;
  private final int step;

  Contexts(Coding coding) {
    this.reset = coding.reset();
    this.step = coding.step();
    java.util.Arrays.fill(errors, first(coding));
    java.util.Arrays.fill(count, 1);
  }

  /** What the sum of errors begins with. */
  static int first(Coding coding) {
    return Math.max(2, (coding.range() + 32) / 64);
  }

  int correction(int context) {
    return correction[context];
  }

  /** Bits of an error below those that are coded one by one. */
  int lowBits(int context) {
    int low = 0;
    while (count[context] << low < errors[context]) {
      low++;
    }
    return low;
  }

  /** Whether errors are more often negative, so that these have the shorter codes. */
  boolean isNegative(int context) {
    return 2 * bias[context] <= -count[context];
  }

  void learn(int context, int error) {
    int sum = bias[context] + error * step;
    int size = errors[context] + Math.abs(error);
    int times = count[context];
    if (times == reset) {
      size >>= 1;
      sum >>= 1;
      times >>= 1;
    }
    times++;
    if (sum <= -times) {
      sum = Math.max(sum + times, 1 - times);
      if (correction[context] > LEAST_CORRECTION) {
        correction[context]--;
      }
    } else if (sum > 0) {
      sum = Math.min(sum - times, 0);
      if (correction[context] < MOST_CORRECTION) {
        correction[context]++;
      }
    }
    errors[context] = size;
    bias[context] = sum;
    count[context] = times;
  }
}
