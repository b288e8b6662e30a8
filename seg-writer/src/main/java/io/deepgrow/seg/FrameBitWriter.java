package io.deepgrow.seg;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One continuous stream of bits, lowest bit of a byte first, into which frames are appended without
 * padding between them (PS3.5 8.1.1).
 *
 * <p>A frame is a range of a {@link io.deepgrow.volume.mask.Mask}'s words, and so are several
 * frames in a row: whole 64-bit words move through a buffer of fixed size.
 */
public final class FrameBitWriter {

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private long pending;
  private int pendingBits;
  private long written;

  /** Appends to a stream, which it does not close. */
  public FrameBitWriter(OutputStream out) {
    this.out = out;
  }

  /** Bytes of that many bits with the pad byte that makes them even (section 8.1.1 of PS3.5). */
  public static long evenLength(long bits) {
    long bytes = (bits + 7) >>> 3;
    return bytes + (bytes & 1);
  }

  /** Appends {@code bits} bits of the words, from bit {@code from} on. */
  public void append(long[] words, long from, long bits) throws IOException {
    int word = (int) (from >>> 6);
    int shift = (int) (from & 63);
    long left = bits;
    while (left >= 64) {
      put(shift == 0 ? words[word] : words[word] >>> shift | words[word + 1] << -shift);
      word++;
      left -= 64;
    }
    if (left > 0) {
      long last = words[word] >>> shift;
      if (shift != 0 && left > 64 - shift) {
        last |= words[word + 1] << -shift;
      }
      putSome(last & (1L << left) - 1, (int) left);
    }
  }

  /** Writes the unfinished byte and the pad byte; returns the number of bytes written in all. */
  public long finish() throws IOException {
    for (int bit = 0; bit < pendingBits; bit += 8) {
      buffer[filled++] = (byte) (pending >>> bit);
    }
    pendingBits = 0;
    flush();
    if ((written & 1) != 0) {
      out.write(0);
      written++;
    }
    return written;
  }

  private void put(long chunk) throws IOException {
    if (pendingBits == 0) {
      store(chunk);
    } else {
      store(pending | chunk << pendingBits);
      pending = chunk >>> (64 - pendingBits);
    }
  }

  private void putSome(long chunk, int bits) throws IOException {
    pending = pendingBits == 0 ? chunk : pending | chunk << pendingBits;
    int total = pendingBits + bits;
    if (total >= 64) {
      store(pending);
      total -= 64;
      pending = total == 0 ? 0 : chunk >>> (bits - total);
    }
    pendingBits = total;
  }

  private void store(long word) throws IOException {
    LITTLE_ENDIAN_LONG.set(buffer, filled, word);
    filled += Long.BYTES;
    if (filled > BUFFER_BYTES - 2 * Long.BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, filled);
    written += filled;
    filled = 0;
  }
}
