package io.deepgrow.app.pacs;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Puts one URL prefix in place of another in a stream of bytes, also across its pieces. */
final class UrlRewriter {

  private final byte[] from;
  private final byte[] to;
  private Buffer rest = Buffer.buffer();

  UrlRewriter(String from, String to) {
    this.from = from.getBytes(StandardCharsets.UTF_8);
    this.to = to.getBytes(StandardCharsets.UTF_8);
  }

  /** What can be passed on after another piece; the end is held back while it may be a prefix. */
  Buffer accept(Buffer piece) {
    byte[] bytes = rest.appendBuffer(piece).getBytes();
    Buffer out = Buffer.buffer(bytes.length + to.length);
    int done = 0;
    int at = 0;
    while (at + from.length <= bytes.length) {
      if (matches(bytes, at)) {
        out.appendBytes(bytes, done, at - done).appendBytes(to);
        at += from.length;
        done = at;
      } else {
        at++;
      }
    }
    out.appendBytes(bytes, done, at - done);
    rest = Buffer.buffer().appendBytes(bytes, at, bytes.length - at);
    return out;
  }

  private boolean matches(byte[] bytes, int at) {
    for (int n = 0; n < from.length; n++) {
      if (bytes[at + n] != from[n]) {
        return false;
      }
    }
    return true;
  }

  /** What was held back. */
  Buffer end() {
    Buffer last = rest;
    rest = Buffer.buffer();
    return last;
  }
}
