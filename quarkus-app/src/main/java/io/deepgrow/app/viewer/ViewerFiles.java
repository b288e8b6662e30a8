package io.deepgrow.app.viewer;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of the packaged viewer; none when the build left it out. */
@ApplicationScoped
class ViewerFiles {

  private static final String PACKED = ".gz";

  private final Map<String, ViewerFile> files = new TreeMap<>();

  ViewerFiles() {
    this(text("viewer/files.txt"));
  }

  ViewerFiles(String list) {
    list.lines()
        .filter(line -> !line.isBlank())
        .forEach(
            line -> {
              boolean gzip = line.endsWith(PACKED);
              String name = gzip ? line.substring(0, line.length() - PACKED.length()) : line;
              files.put(name, new ViewerFile(name, gzip));
            });
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  Optional<ViewerFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /** A file's bytes as they are kept. */
  byte[] bytes(ViewerFile file) {
    return read(file.resource());
  }

  private static String text(String resource) {
    return new String(read(resource), StandardCharsets.UTF_8);
  }

  private static byte[] read(String resource) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }
}
