package io.deepgrow.benchmarks.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One request as it stands on a connection, delimited by RFC 9112 and nothing else.
 *
 * @param line its first line
 * @param headers in lower case up to the colon
 * @param body its bytes, without their chunks
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once and never compared
record PacsRequest(String line, List<String> headers, byte[] body) {

  /** The next request; empty at the end of the connection. */
  static Optional<PacsRequest> read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<String> headers = new java.util.ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = Math.max(0, line.indexOf(':'));
      headers.add(line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon));
    }
    PacsRequest head = new PacsRequest(first, headers, new byte[0]);
    byte[] body =
        head.header("transfer-encoding").isPresent()
            ? chunks(in)
            : in.readNBytes(Integer.parseInt(head.header("content-length").orElse("0")));
    return Optional.of(new PacsRequest(first, headers, body));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = size(line(in)); size > 0; size = size(line(in))) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int size(String line) {
    return Integer.parseInt(line.split(";", 2)[0].trim(), 16);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.startsWith(name + ":"))
        .map(h -> h.substring(name.length() + 1).trim())
        .findFirst();
  }

  String method() {
    return line.split(" ", -1)[0];
  }

  /** Path and query. */
  String target() {
    return line.split(" ", -1)[1];
  }

  /** Whether two servers could disagree on where it ends. */
  boolean isDoubtful() {
    long framing =
        headers.stream()
            .filter(h -> h.startsWith("content-length:") || h.startsWith("transfer-encoding:"))
            .count();
    return framing > 1
        || !header("transfer-encoding").orElse("chunked").equals("chunked")
        || !line.endsWith(" HTTP/1.1");
  }
}
