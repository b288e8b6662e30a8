package io.deepgrow.app.compat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** An answer as it came over the wire, headers in their order. */
public final class RawAnswer {

  /** A part of a multipart answer: its header lines in order, and its bytes. */
  public static final class Part {

    private final List<String> headers;
    private final byte[] bytes;

    Part(List<String> headers, byte[] bytes) {
      this.headers = headers;
      this.bytes = bytes;
    }

    public List<String> headers() {
      return headers;
    }

    public byte[] bytes() {
      return bytes;
    }

    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] unzipped() throws IOException {
      return RawAnswer.unzip(bytes);
    }
  }

  private final int status;
  private final List<String> headers;
  private final byte[] body;

  RawAnswer(int status, List<String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body;
  }

  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(h -> h.substring(name.length() + 1).strip())
        .findFirst();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  static byte[] unzip(byte[] bytes) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  /** Parses as the strictest of the clients do: everything after {@code boundary=} counts. */
  public List<Part> parts() {
    String type = header("Content-Type").orElseThrow();
    String marker = "boundary=";
    String boundary = type.substring(type.indexOf(marker) + marker.length());
    String all = new String(body, StandardCharsets.ISO_8859_1);
    if (!all.startsWith("--" + boundary + "\r\n")
        || !all.endsWith("\r\n--" + boundary + "--\r\n")) {
      throw new AssertionError("The body is not framed by its boundary " + boundary);
    }
    List<Part> parts = new ArrayList<>();
    int at = boundary.length() + 4;
    int last = all.length() - boundary.length() - 8;
    while (at < last) {
      int blank = all.indexOf("\r\n\r\n", at);
      int end = all.indexOf("\r\n--" + boundary, blank + 4);
      parts.add(
          new Part(
              List.of(all.substring(at, blank).split("\r\n", -1)),
              all.substring(blank + 4, end).getBytes(StandardCharsets.ISO_8859_1)));
      at = end + boundary.length() + 6;
    }
    return parts;
  }
}
