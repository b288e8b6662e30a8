package io.deepgrow.app.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Parts as one {@code multipart/related} body (PS3.18 8.6.1.2), written one after the other. */
final class PartsAnswer {

  private PartsAnswer() {}

  /**
   * The answer that holds the parts.
   *
   * @param mediaType of every part
   */
  static ArchiveAnswer of(String mediaType, List<Part> parts) {
    // random enough never to occur in the data
    String boundary = "deepgrow-" + UUID.randomUUID();
    return new ArchiveAnswer(
        200,
        "multipart/related; type=\"" + mediaType + "\"; boundary=" + boundary,
        out -> write(parts, boundary, out));
  }

  private static void write(List<Part> parts, String boundary, OutputStream out)
      throws IOException {
    for (Part part : parts) {
      ascii(out, "--" + boundary + "\r\nContent-Type: " + part.contentType() + "\r\n\r\n");
      part.body().writeTo(out);
      ascii(out, "\r\n");
    }
    ascii(out, "--" + boundary + "--\r\n");
  }

  private static void ascii(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
