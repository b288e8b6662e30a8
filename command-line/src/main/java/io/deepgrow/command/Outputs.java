package io.deepgrow.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Says of a path that is to be written, before anything is computed, why it can't be. */
public final class Outputs {

  private Outputs() {}

  /**
   * Checks that a file can be written; leaves no file behind.
   *
   * @throws UserError when its folder is not there, it is a folder itself, or may not be written
   */
  static void file(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = parent(file);
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a folder; name a file");
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError("There is no folder " + folder + " for " + file + "; make it first");
    }
    if (Files.exists(file)) {
      if (!Files.isWritable(file)) {
        throw new UserError("The file " + file + " can't be written: no permission");
      }
      return;
    }
    try {
      Files.delete(Files.createFile(file));
    } catch (IOException e) {
      throw refused("The file " + file, e);
    }
  }

  /**
   * Checks that a folder can be made, or that there is one to write to; makes none.
   *
   * @throws UserError when it is a file, or nothing can be written there
   */
  public static void folder(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    Path there = folder.toAbsolutePath().normalize();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new UserError("The folder " + folder + " can't be made: " + there + " is a file");
    }
    try {
      Files.delete(Files.createTempDirectory(there, ".deepgrow"));
    } catch (IOException e) {
      throw refused("The folder " + folder, e);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? Path.of(".") : parent;
  }

  private static UserError refused(String what, IOException e) {
    return new UserError(what + " can't be written: " + FileTrouble.reason(e), e);
  }
}
