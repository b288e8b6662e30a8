package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * NRRD files with attached header ({@code .nrrd}), raw or gzip. What comes out is LPS, whatever the
 * file's space.
 *
 * <p>A file that names no anatomical space is refused, since left and right can't be told.
 */
public final class Nrrd {

  private static final String FORMAT = "nrrd";

  private Nrrd() {}

  public static Volume read(Path file) throws IOException {
    return read(file, VolumeFileLimits.STANDARD);
  }

  /**
   * As {@link #read(InputStream, VolumeFileLimits)}.
   *
   * @throws VolumeFileException with a code {@code nrrd.*} when the file can't be used
   */
  public static Volume read(Path file, VolumeFileLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, limits);
    }
  }

  /**
   * Reads one three-dimensional volume. Values are rounded and clamped to int16.
   *
   * @throws VolumeFileException with a code {@code nrrd.*} when the file can't be used
   */
  public static Volume read(InputStream in, VolumeFileLimits limits) throws IOException {
    return FileErrors.named(FORMAT, () -> readNamed(in, limits));
  }

  private static Volume readNamed(InputStream in, VolumeFileLimits limits) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    NrrdHeader header = NrrdHeader.of(NrrdFields.read(buffered), limits);
    for (int line = 0; line < header.skippedLines(); line++) {
      skipLine(buffered);
    }
    InputStream plain = header.gzip() ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    plain.skipNBytes(header.skippedBytes());
    VoxelReader reader = new VoxelReader(FORMAT, header.type(), header.order(), 1, 0);
    return Volume.of(header.geometry(), reader.read(plain, header.geometry().size()));
  }

  private static void skipLine(InputStream in) throws IOException {
    int c = in.read();
    while (c != '\n' && c >= 0) {
      c = in.read();
    }
  }

  /** Writes int16 voxels, gzip inside. */
  public static void write(Volume volume, Path file) throws IOException {
    try (OutputStream out = VoxelWriter.open(file)) {
      write(volume, out, NrrdEncoding.GZIP);
    }
  }

  /** Writes int16 voxels; the stream stays open. */
  public static void write(Volume volume, OutputStream out, NrrdEncoding encoding)
      throws IOException {
    header(volume.geometry(), VoxelType.INT16, encoding, out);
    if (encoding == NrrdEncoding.GZIP) {
      FastGzip gzip = new FastGzip(out);
      VoxelWriter.write(volume.voxels(), gzip);
      gzip.finish();
    } else {
      VoxelWriter.write(volume.voxels(), out);
    }
  }

  /** Writes a mask as uint8, 1 inside, gzip. */
  public static void write(Mask mask, Path file) throws IOException {
    try (OutputStream out = VoxelWriter.open(file)) {
      write(mask, out, NrrdEncoding.GZIP);
    }
  }

  /** Writes a mask as uint8, 1 inside; the stream stays open. */
  public static void write(Mask mask, OutputStream out, NrrdEncoding encoding) throws IOException {
    write(mask, MaskType.UINT8, out, encoding);
  }

  /** Writes a mask, 1 inside; the stream stays open. */
  public static void write(Mask mask, MaskType type, OutputStream out, NrrdEncoding encoding)
      throws IOException {
    header(mask.geometry(), type.voxel(), encoding, out);
    if (encoding == NrrdEncoding.GZIP) {
      FastGzip gzip = new FastGzip(out);
      VoxelWriter.write(mask, type, gzip);
      gzip.finish();
    } else {
      VoxelWriter.write(mask, type, out);
    }
  }

  /** Bytes of a mask's file without compression. */
  public static long length(Mask mask, MaskType type) {
    return NrrdHeader.encode(mask.geometry(), type.voxel(), NrrdEncoding.RAW).length()
        + mask.size().voxels() * type.bytes();
  }

  private static void header(
      VolumeGeometry geometry, VoxelType type, NrrdEncoding encoding, OutputStream out)
      throws IOException {
    out.write(NrrdHeader.encode(geometry, type, encoding).getBytes(StandardCharsets.US_ASCII));
  }
}
