package io.deepgrow.dicom.jpegls;

/** Decodes the one scan of a picture, line by line (T.87, annex A). */
final class Scan {

  private final ScanBits bits;
  private final Coding coding;
  private final Contexts contexts;
  private final RunEnds runs;
  private final int span;
  private final int limit;
  private final int errorBits;

  Scan(ScanBits bits, Coding coding) {
    this.bits = bits;
    this.coding = coding;
    this.contexts = new Contexts(coding);
    this.runs = new RunEnds(coding);
    this.span = coding.range() * coding.step();
    this.limit = coding.limit();
    this.errorBits = coding.errorBits();
  }

  /** All samples, row by row. */
  short[] decode(int columns, int rows) throws DamagedPictureException {
    short[] samples = new short[columns * rows];
    // one more at each end: what lies beyond the picture
    int[] above = new int[columns + 2];
    int[] line = new int[columns + 2];
    for (int row = 0; row < rows; row++) {
      above[columns + 1] = above[columns];
      line[0] = above[1];
      decode(line, above, columns);
      for (int column = 0; column < columns; column++) {
        samples[row * columns + column] = (short) line[column + 1];
      }
      int[] done = line;
      line = above;
      above = done;
    }
    return samples;
  }

  private void decode(int[] line, int[] above, int columns) throws DamagedPictureException {
    int column = 1;
    while (column <= columns) {
      int left = line[column - 1];
      int up = above[column];
      int upLeft = above[column - 1];
      int q1 = level(above[column + 1] - up);
      int q2 = level(up - upLeft);
      int q3 = level(upLeft - left);
      int context = (q1 * 9 + q2) * 9 + q3;
      if (context != 0) {
        line[column++] = regular(context, left, up, upLeft);
      } else {
        column = run(line, above, column, columns);
      }
    }
  }

  /** Levels −4 to 4 of a gradient. */
  private int level(int gradient) {
    int size = Math.abs(gradient);
    if (size <= coding.near()) {
      return 0;
    }
    int level;
    if (size < coding.t1()) {
      level = 1;
    } else if (size < coding.t2()) {
      level = 2;
    } else {
      level = size < coding.t3() ? 3 : 4;
    }
    return gradient < 0 ? -level : level;
  }

  private int regular(int signed, int left, int up, int upLeft) throws DamagedPictureException {
    int sign = signed < 0 ? -1 : 1;
    int context = Math.abs(signed);
    int low = contexts.lowBits(context);
    int code = Golomb.read(bits, low, limit, errorBits);
    boolean swapped = coding.near() == 0 && low == 0 && contexts.isNegative(context);
    int error = (code >> 1) ^ -(code & 1);
    if (swapped) {
      error = ~error;
    }
    int predicted = clamp(median(left, up, upLeft) + sign * contexts.correction(context));
    contexts.learn(context, error);
    return reconstruct(predicted, sign * error);
  }

  private static int median(int left, int up, int upLeft) {
    int least = Math.min(left, up);
    int most = Math.max(left, up);
    if (upLeft >= most) {
      return least;
    }
    return upLeft <= least ? most : left + up - upLeft;
  }

  private int run(int[] line, int[] above, int from, int columns) throws DamagedPictureException {
    int left = line[from - 1];
    int end = from + runs.length(bits, columns - from + 1);
    for (int column = from; column < end; column++) {
      line[column] = left;
    }
    if (end > columns) {
      return end;
    }
    int up = above[end];
    int alike = Math.abs(left - up) <= coding.near() ? 1 : 0;
    int error = runs.error(bits, alike);
    if (alike == 1) {
      line[end] = reconstruct(left, error);
    } else {
      line[end] = reconstruct(up, left > up ? -error : error);
    }
    return end + 1;
  }

  private int reconstruct(int predicted, int error) {
    int value = predicted + error * coding.step();
    if (value < -coding.near()) {
      value += span;
    } else if (value > coding.maxValue() + coding.near()) {
      value -= span;
    }
    return clamp(value);
  }

  private int clamp(int value) {
    return Math.max(0, Math.min(coding.maxValue(), value));
  }
}
