package io.deepgrow.app.upload;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that came with a request and lies on disk under a name of ours.
 *
 * @param name as the client called it; for its suffix only, never for a path
 * @param format what it is; empty when that can't be told
 * @param sha256 of its bytes, hexadecimal
 */
public record StagedFile(
    Path path, String name, Optional<VolumeFormat> format, long bytes, String sha256) {

  /** The last part of a name that may be a path of Windows or Unix, without odd characters. */
  public static String baseName(String name) {
    int slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    String base = name.substring(slash + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return base.substring(Math.max(0, base.length() - 80));
  }
}
