package io.deepgrow.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The release, as the build names it. */
public final class Release {

  private static final String VERSION = read();

  private Release() {}

  /** Such as {@code 0.1.0}, or {@code 0.1.0-SNAPSHOT} before it is released. */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in = Release.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("The build left version.txt out");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
