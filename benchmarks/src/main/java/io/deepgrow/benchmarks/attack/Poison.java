package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers of a PACS that no client should trust, one kind after the other. */
final class Poison {

  private static final long TRICKLE_MILLIS = 200;
  private static final long ENDLESS_MILLIS = 100;
  private static final int PIECE = 1 << 16;
  private static final String JSON = "application/dicom+json";
  private static final String PARTS =
      "multipart/related; type=\"application/dicom\"; boundary=part";
  private static final String PART = "--part\r\nContent-Type: application/dicom\r\n\r\n";

  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Answers one request; returns when the answer is over, which for some is when the other end has
   * gone.
   *
   * @param search whether JSON is expected, not objects
   */
  void answer(OutputStream out, boolean search) throws IOException, InterruptedException {
    String row = "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"2.25.1\"]}},";
    String type = search ? JSON : PARTS;
    switch (turn.getAndIncrement() % 5) {
      case 0 -> whole(out, type, search ? "[{\"00080018\":{\"vr\":\"U" : PART + "DICM" + PART);
      case 1 -> whole(out, "text/html", "<html><script>alert(1)</script>Sign in</html>");
      case 2 -> endless(out, type, search ? "[" : PART, search ? row : "\0".repeat(64));
      case 3 -> trickle(out, type, search ? "[" : PART);
      default -> cut(out, type, search ? "[" + row : PART + "\0".repeat(500));
    }
  }

  private static void head(OutputStream out, String type, String more) throws IOException {
    write(out, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more + "\r\n\r\n");
  }

  private static void whole(OutputStream out, String type, String body) throws IOException {
    head(out, type, "Content-Length: " + body.length());
    write(out, body);
  }

  private static void cut(OutputStream out, String type, String body) throws IOException {
    head(out, type, "Connection: close\r\nContent-Length: " + 10 * body.length());
    write(out, body);
    throw new IOException("cut off on purpose");
  }

  private static void trickle(OutputStream out, String type, String body)
      throws IOException, InterruptedException {
    head(out, type, "Transfer-Encoding: chunked");
    chunk(out, body);
    while (true) {
      Thread.sleep(TRICKLE_MILLIS);
      chunk(out, " ");
    }
  }

  private static void endless(OutputStream out, String type, String body, String again)
      throws IOException, InterruptedException {
    head(out, type, "Transfer-Encoding: chunked");
    chunk(out, body);
    String piece = again.repeat(PIECE / again.length());
    while (true) {
      Thread.sleep(ENDLESS_MILLIS);
      chunk(out, piece);
    }
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
