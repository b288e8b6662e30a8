package io.deepgrow.seg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads frames out of the bits that {@link FrameBitWriter} and other software pack. */
public final class FrameBitReader {

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private FrameBitReader() {}

  /**
   * Sets in {@code words}, from bit {@code to} on, those of {@code bits} bits that are set in the
   * bytes from bit {@code from} on; bits that are set already stay so.
   */
  public static void copy(byte[] bytes, long from, long[] words, long to, long bits) {
    for (long done = 0; done < bits; ) {
      int shift = (int) ((to + done) & 63);
      int count = (int) Math.min(64 - shift, bits - done);
      long chunk = bitsAt(bytes, from + done);
      if (count < 64) {
        chunk &= (1L << count) - 1;
      }
      words[(int) ((to + done) >>> 6)] |= chunk << shift;
      done += count;
    }
  }

  /** The 64 bits from that bit on; zeros after the end. */
  private static long bitsAt(byte[] bytes, long bit) {
    int first = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    if (first + Long.BYTES < bytes.length) {
      long low = (long) LITTLE_ENDIAN_LONG.get(bytes, first);
      return shift == 0 ? low : low >>> shift | (long) bytes[first + Long.BYTES] << (64 - shift);
    }
    long chunk = 0;
    for (int n = Math.min(Long.BYTES, bytes.length - first - 1); n >= 0; n--) {
      long value = bytes[first + n] & 0xFFL;
      int place = 8 * n - shift;
      if (place < 64) {
        chunk |= place >= 0 ? value << place : value >>> -place;
      }
    }
    return chunk;
  }
}
