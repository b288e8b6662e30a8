package io.deepgrow.dimse.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes a multipart/related answer, part by part. */
final class Parts implements AutoCloseable {

  /** Writes the content of a part. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final String boundary = "deepgrow-" + UUID.randomUUID();
  private final OutputStream out;

  private Parts(HttpExchange exchange, String type) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "multipart/related; type=\"" + type + "\"; boundary=" + boundary);
    exchange.sendResponseHeaders(200, 0);
    this.out = exchange.getResponseBody();
  }

  /**
   * The answer of an exchange.
   *
   * @param type of all parts
   */
  static Parts of(HttpExchange exchange, String type) throws IOException {
    return new Parts(exchange, type);
  }

  void add(String type, Content content) throws IOException {
    line("--" + boundary);
    line("Content-Type: " + type);
    line("");
    content.writeTo(out);
    line("");
  }

  private void line(String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes the closing delimiter, without which the answer counts as broken. */
  void finish() throws IOException {
    line("--" + boundary + "--");
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
