package io.deepgrow.app.pacs;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Several prefixes replaced one after the other in a stream of bytes. */
final class Rewriting {

  private final List<UrlRewriter> rewriters;

  Rewriting(List<UrlRewriter> rewriters) {
    this.rewriters = List.copyOf(rewriters);
  }

  /** What can be passed on after another piece. */
  Buffer accept(Buffer piece) {
    Buffer out = piece;
    for (UrlRewriter each : rewriters) {
      out = each.accept(out);
    }
    return out;
  }

  /** What was held back. */
  Buffer end() {
    Buffer last = Buffer.buffer();
    for (UrlRewriter each : rewriters) {
      last = each.accept(last).appendBuffer(each.end());
    }
    return last;
  }
}
