package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Volume;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.InflaterInputStream;

/**
 * MetaImage files with the voxels in the same file ({@code .mha}), plain or zlib. Their world is
 * LPS, as ITK reads it.
 */
public final class Mha {

  private static final String FORMAT = "mha";

  private Mha() {}

  /**
   * As {@link #read(InputStream, VolumeFileLimits)}.
   *
   * @throws VolumeFileException with a code {@code mha.*} when the file can't be used
   */
  public static Volume read(Path file, VolumeFileLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, limits);
    }
  }

  /**
   * Reads one three-dimensional volume. Values are rounded and clamped to int16.
   *
   * @throws VolumeFileException with a code {@code mha.*} when the file can't be used
   */
  public static Volume read(InputStream in, VolumeFileLimits limits) throws IOException {
    return FileErrors.named(FORMAT, () -> readNamed(in, limits));
  }

  private static Volume readNamed(InputStream in, VolumeFileLimits limits) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    MhaHeader header = MhaHeader.of(MhaFields.read(buffered), limits);
    InputStream plain = header.compressed() ? new InflaterInputStream(buffered) : buffered;
    VoxelReader reader = new VoxelReader(FORMAT, header.type(), header.order(), 1, 0);
    return Volume.of(header.geometry(), reader.read(plain, header.geometry().size()));
  }
}
