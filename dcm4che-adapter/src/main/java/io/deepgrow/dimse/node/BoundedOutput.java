package io.deepgrow.dimse.node;

import java.io.IOException;
import java.io.OutputStream;

/** Takes no more than so many bytes. */
final class BoundedOutput extends OutputStream {

  /** More were written. */
  static final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
      super("More than " + most + " bytes");
    }
  }

  private final OutputStream out;
  private final long most;
  private long written;

  BoundedOutput(OutputStream out, long most) {
    this.out = out;
    this.most = most;
  }

  @Override
  public void write(int b) throws IOException {
    count(1);
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    count(length);
    out.write(bytes, offset, length);
  }

  private void count(int more) throws IOException {
    written += more;
    if (written > most) {
      throw new TooLargeException(most);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
