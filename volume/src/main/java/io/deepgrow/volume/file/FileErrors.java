package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/** Gives the failures of a stream that is being read their names. */
final class FileErrors {

  private FileErrors() {}

  /** Something that reads a file. */
  interface Reading {
    Volume read() throws IOException;
  }

  /** Reads, with damaged gzip data as {@code FORMAT.gzip} and early ends as {@code .truncated}. */
  static Volume named(String format, Reading reading) throws IOException {
    try {
      return reading.read();
    } catch (ZipException e) {
      throw new VolumeFileException(
          format + ".gzip", "The gzip data are damaged (" + e.getMessage() + "); copy it again");
    } catch (EOFException e) {
      throw new VolumeFileException(
          format + ".truncated", "The file ends early; it is damaged or was not copied whole");
    }
  }

  /** The grid size, unless it is beyond the limit or there is no memory for it. */
  static GridSize size(String format, long i, long j, long k, VolumeFileLimits limits)
      throws VolumeFileException {
    // each factor fits an int, so two never overflow; the third is compared by division
    if (i * j > limits.maxVoxels() / k) {
      throw new VolumeFileException(
          format + ".too_large",
          "The header promises "
              + i
              + "×"
              + j
              + "×"
              + k
              + " voxels, but at most "
              + limits.maxVoxels()
              + " are allowed; crop or resample the volume, or raise the limit");
    }
    limits.room().take(i * j * k * Short.BYTES);
    return new GridSize((int) i, (int) j, (int) k);
  }
}
