package io.deepgrow.app.upload;

import java.io.IOException;
import java.nio.file.Path;

/** Tells how much room a disk has. */
@FunctionalInterface
interface FreeSpace {

  /**
   * Bytes that can still be written.
   *
   * @param path of a file on the disk
   */
  long bytes(Path path) throws IOException;
}
