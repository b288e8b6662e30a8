package io.deepgrow.app.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for uploads of tests that no injection makes; gone when the process ends well. */
public final class UploadFolders {

  private UploadFolders() {}

  /** Settings with some megabytes for uploads. */
  public static UploadConfig config(Path root) {
    return TestUploads.in(root);
  }

  public static UploadFolder in(Path root) {
    return new UploadFolder(TestUploads.in(root), new DiskSpace());
  }

  /** A folder that is deleted at the end. */
  public static Path temporary() {
    try {
      Path folder = Files.createTempDirectory("uploads");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    try (var files = Files.walk(folder)) {
                      files
                          .sorted(java.util.Comparator.reverseOrder())
                          .forEach(file -> file.toFile().delete());
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
