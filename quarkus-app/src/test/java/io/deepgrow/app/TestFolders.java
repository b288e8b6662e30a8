package io.deepgrow.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders for settings of a whole class of tests: below the build's own, so that none is left. */
public final class TestFolders {

  private static final Path ROOT = Path.of("target", "test-folders").toAbsolutePath();

  private TestFolders() {}

  /** A folder for all, as others left it. */
  static Path shared(String name) {
    return ROOT.resolve(name);
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new, empty folder. */
  public static Path create(String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(ROOT), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
