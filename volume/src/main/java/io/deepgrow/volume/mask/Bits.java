package io.deepgrow.volume.mask;

/** Copies and scans runs of bits in words, lowest bit first. */
final class Bits {

  private Bits() {}

  /** Sets in {@code to} the bits that are set in a range of {@code from}; others stay. */
  static void or(long[] from, int fromBit, long[] to, int toBit, int count) {
    int done = 0;
    while (done < count) {
      int n = Math.min(64, count - done);
      long bits = read(from, fromBit + done, n);
      int at = toBit + done;
      to[at >> 6] |= bits << at;
      if ((at & 63) + n > 64) {
        to[(at >> 6) + 1] |= bits >>> -at;
      }
      done += n;
    }
  }

  /** Up to 64 bits from a position on. */
  private static long read(long[] words, int at, int count) {
    long bits = words[at >> 6] >>> at;
    if ((at & 63) + count > 64) {
      bits |= words[(at >> 6) + 1] << -at;
    }
    return count == 64 ? bits : bits & ((1L << count) - 1);
  }

  /** The first position from {@code at} on, before {@code end}, whose bit is the value; or end. */
  static int next(long[] words, int at, int end, boolean value) {
    int position = at;
    while (position < end) {
      long word = words[position >> 6];
      long bits = (value ? word : ~word) >>> position;
      if (bits != 0) {
        return Math.min(end, position + Long.numberOfTrailingZeros(bits));
      }
      position = (position | 63) + 1;
    }
    return end;
  }
}
