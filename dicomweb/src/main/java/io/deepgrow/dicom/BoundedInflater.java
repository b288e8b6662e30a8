package io.deepgrow.dicom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Raw deflate (PS3.5 A.5) that stops when it grows out of proportion. */
final class BoundedInflater extends FilterInputStream {

  private static final long FREE = 1 << 20;

  private final Inflater inflater;
  private final int maxRatio;

  private BoundedInflater(InputStream in, Inflater inflater, int maxRatio) {
    super(in);
    this.inflater = inflater;
    this.maxRatio = maxRatio;
  }

  static BoundedInflater of(InputStream in, int maxRatio) {
    Inflater inflater = new Inflater(true);
    return new BoundedInflater(new InflaterInputStream(in, inflater, 1 << 13), inflater, maxRatio);
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
