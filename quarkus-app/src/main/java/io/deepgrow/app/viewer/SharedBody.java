package io.deepgrow.app.viewer;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends bytes that many clients fetch: piece by piece as the client reads them, so that a client
 * which does not read costs one piece and not the whole.
 */
public final class SharedBody {

  private static final int PIECE = 64 << 10;

  private final Buffer bytes;
  private final HttpServerResponse response;
  private final Context context;
  private int next;

  private SharedBody(Buffer bytes, HttpServerResponse response, Context context) {
    this.bytes = bytes;
    this.response = response;
    this.context = context;
  }

  /** Ends a response with these bytes, which nobody changes. */
  public static void send(Buffer bytes, HttpServerResponse response, Context context) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()));
    response.setWriteQueueMaxSize(2 * PIECE);
    new SharedBody(bytes, response, context).go();
  }

  private void go() {
    if (response.closed()) {
      return;
    }
    if (next == bytes.length()) {
      response.end();
    } else if (response.writeQueueFull()) {
      response.drainHandler(drained -> go());
    } else {
      int length = Math.min(PIECE, bytes.length() - next);
      response.write(bytes.slice(next, next + length));
      next += length;
      // others on this thread have their turn between two pieces
      context.runOnContext(turn -> go());
    }
  }
}
