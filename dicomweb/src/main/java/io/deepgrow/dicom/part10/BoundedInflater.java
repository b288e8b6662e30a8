package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Inflation of a deflated data set (PS3.5 A.5) that stops when it grows out of proportion. */
final class BoundedInflater extends FilterInputStream {

  private static final long FREE = 1 << 20;

  private final Inflater inflater;
  private final int maxRatio;

  private BoundedInflater(InputStream in, Inflater inflater, int maxRatio) {
    super(in);
    this.inflater = inflater;
    this.maxRatio = maxRatio;
  }

  static BoundedInflater of(InputStream in, int maxRatio) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] two = start.readNBytes(2);
    start.unread(two);
    Inflater inflater = new Inflater(!isZlib(two));
    return new BoundedInflater(
        new InflaterInputStream(start, inflater, 1 << 13), inflater, maxRatio);
  }

  /** Some writers put a zlib header (RFC 1950) before the deflated data, against PS3.5 A.5. */
  private static boolean isZlib(byte[] two) {
    return two.length == 2
        && (two[0] & 0x0F) == 8
        && (two[0] & 0xFF) <= 0x78
        && ((two[0] & 0xFF) << 8 | (two[1] & 0xFF)) % 31 == 0;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    check();
    return b;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = super.read(bytes, offset, length);
    check();
    return got;
  }

  private void check() {
    long inflated = inflater.getBytesWritten();
    if (inflated > FREE && inflated / maxRatio > Math.max(1, inflater.getBytesRead())) {
      throw DicomException.limit(
          "inflation", "The deflated data set grows more than " + maxRatio + " times");
    }
  }

  @Override
  public void close() throws IOException {
    super.close();
    inflater.end();
  }
}
