package io.deepgrow.dicom.jpegls;

/** Lengths of runs, and what was learnt of the samples that end them (T.87, A.7). */
final class RunEnds {

  /** Bits of a run's length, by how long runs have been. */
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final int[] errors = new int[2];
  private final int[] count = {1, 1};
  private final int[] negative = new int[2];
  private final Coding coding;
  private int index;

  RunEnds(Coding coding) {
    this.coding = coding;
    errors[0] = Contexts.first(coding);
    errors[1] = errors[0];
  }

  /** How many samples follow that are as the one before. */
  int length(ScanBits bits, int left) throws DamagedPictureException {
    int length = 0;
    while (bits.read(1) == 1) {
      int whole = 1 << LENGTH_BITS[index];
      length += whole;
      if (length <= left && index < LENGTH_BITS.length - 1) {
        index++;
      }
      if (length >= left) {
        return left;
      }
    }
    length += bits.read(LENGTH_BITS[index]);
    if (length >= left) {
      throw new DamagedPictureException("a run reaches beyond its line");
    }
    return length;
  }

  /**
   * The error of the sample that ends a run.
   *
   * @param alike 1 where the samples to its left and above are alike, else 0
   */
  int error(ScanBits bits, int alike) throws DamagedPictureException {
    int size = errors[alike] + (alike == 1 ? count[1] >> 1 : 0);
    int low = 0;
    while (count[alike] << low < size) {
      low++;
    }
    int code = Golomb.read(bits, low, coding.limit() - LENGTH_BITS[index] - 1, coding.errorBits());
    int both = code + alike;
    int odd = both & 1;
    int amount = (both + odd) / 2;
    boolean often = low != 0 || 2 * negative[alike] >= count[alike];
    int error = often == (odd == 1) ? -amount : amount;
    learn(alike, error, code);
    if (index > 0) {
      index--;
    }
    return error;
  }

  private void learn(int alike, int error, int code) {
    if (error < 0) {
      negative[alike]++;
    }
    errors[alike] += (code + 1 - alike) >> 1;
    if (count[alike] == coding.reset()) {
      errors[alike] >>= 1;
      count[alike] >>= 1;
      negative[alike] >>= 1;
    }
    count[alike]++;
  }
}
