package io.deepgrow.dicom;

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

  LimitedInput(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  long position() {
    return position;
  }

  /** The next byte, or −1 at the end. */
  int read() throws IOException {
    int b = in.read();
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
      int got = in.read(bytes, done, bytes.length - done);
      if (got < 0) {
        throw new EOFException();
      }
      done += got;
      count(got);
    }
    return bytes;
  }

  void skip(long length) throws IOException {
    in.skipNBytes(length);
    count(length);
  }

  private void count(long bytes) {
    position += bytes;
    if (position > limit) {
      throw DicomException.limit("bytes", "The object is larger than " + limit + " bytes");
    }
  }
}
