package io.deepgrow.app.archive;

import java.io.IOException;
import java.io.OutputStream;

/** An HTTP answer of the archive: status, content type and a body that is made while it is sent. */
record ArchiveAnswer(int status, String contentType, Body body) {

  /** Writes a body once. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
