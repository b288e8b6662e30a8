package io.deepgrow.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that gives the right to its request back when it ends, breaks or is closed. */
final class PassedBody extends FilterInputStream {

  private final CallGate.Pass pass;

  PassedBody(InputStream body, CallGate.Pass pass) {
    super(body);
    this.pass = pass;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = -1;
    try {
      got = super.read(bytes, offset, length);
      return got;
    } finally {
      if (got < 0) {
        pass.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      pass.close();
    }
  }
}
