package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Counts and bounds what a parser reads, and never allocates much more than has arrived. */
final class LimitedInput {

  private static final int STEP = 1 << 20;

  private final InputStream in;
  private final long limit;
  private long position;
  private byte[] ahead = {};
  private int used;

  LimitedInput(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  long position() {
    return position;
  }

  /** The next bytes, to be read again; fewer where the stream ends. */
  byte[] peek(int count) throws IOException {
    int left = ahead.length - used;
    if (left < count) {
      byte[] more = in.readNBytes(count - left);
      byte[] joined = Arrays.copyOfRange(ahead, used, ahead.length + more.length);
      System.arraycopy(more, 0, joined, left, more.length);
      ahead = joined;
      used = 0;
    }
    return Arrays.copyOfRange(ahead, used, Math.min(ahead.length, used + count));
  }

  private int next() throws IOException {
    return used < ahead.length ? ahead[used++] & 0xFF : in.read();
  }

  private int next(byte[] bytes, int at, int count) throws IOException {
    int left = ahead.length - used;
    if (left == 0) {
      return in.read(bytes, at, count);
    }
    int taken = Math.min(left, count);
    System.arraycopy(ahead, used, bytes, at, taken);
    used += taken;
    return taken;
  }

  /** The next byte, or −1 at the end. */
  int read() throws IOException {
    int b = next();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, STEP)];
    int done = 0;
    while (done < length) {
      if (done == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 4L * bytes.length));
      }
      int got = next(bytes, done, bytes.length - done);
      if (got < 0) {
        throw new EOFException();
      }
      done += got;
      count(got);
    }
    return bytes;
  }

  void skip(long length) throws IOException {
    int taken = (int) Math.min(length, ahead.length - used);
    used += taken;
    in.skipNBytes(length - taken);
    count(length);
  }

  private void count(long bytes) {
    position += bytes;
    if (position > limit) {
      throw DicomException.limit("bytes", "The object is larger than " + limit + " bytes");
    }
  }
}
