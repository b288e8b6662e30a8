package io.deepgrow.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer whose body is still to be read and closed.
 *
 * @param warnings values of the Warning header
 * @param location value of the Location header; empty where there is none
 */
record Answer(
    int status, String contentType, List<String> warnings, String location, InputStream body)
    implements AutoCloseable {

  private static final int MAX_TEXT = 8 << 10;

  Answer {
    warnings = List.copyOf(warnings);
  }

  /** The start of the body as text; empty when it can't be read. */
  String text() {
    try {
      return new String(body.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Whether the service says that a search has more matches than it gave (PS3.18 8.3.4.4). */
  boolean saysThereAreMore() {
    return warnings.stream()
        .anyMatch(w -> w.contains("299") && (w.contains("additional") || w.contains("more")));
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // what was needed has been read
    }
  }
}
