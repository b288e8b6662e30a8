package io.deepgrow.volume;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * NIfTI-1 files, single ({@code .nii}) and compressed ({@code .nii.gz}). Their RAS millimetres stay
 * inside: what comes out is LPS.
 */
public final class Nifti {

  private Nifti() {}

  public static Volume read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, VolumeFileLimits.STANDARD);
    }
  }

  /**
   * Reads one volume; gzip is recognised by its first bytes. Values are scaled by scl_slope and
   * scl_inter, rounded and clamped to int16.
   *
   * @throws VolumeFileException with a code {@code nifti.*} when the file can't be used
   */
  public static Volume read(InputStream in, VolumeFileLimits limits) throws IOException {
    try {
      InputStream plain = unzipped(in);
      NiftiHeader header = NiftiHeader.parse(plain, limits);
      plain.skipNBytes(header.dataOffset() - NiftiHeader.LENGTH);
      VoxelReader reader =
          new VoxelReader(
              "nifti", header.type(), header.order(), header.slope(), header.intercept());
      return Volume.of(header.geometry(), reader.read(plain, header.geometry().size()));
    } catch (ZipException e) {
      throw new VolumeFileException("nifti.gzip", "The gzip data are damaged: " + e.getMessage());
    } catch (EOFException e) {
      throw new VolumeFileException("nifti.truncated", "The file ends before its voxels begin");
    }
  }

  private static InputStream unzipped(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    int first = buffered.read();
    int second = buffered.read();
    buffered.reset();
    return first == 0x1f && second == 0x8b ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  /** Writes int16 voxels, gzip when the name ends in {@code .gz}. */
  public static void write(Volume volume, Path file) throws IOException {
    try (OutputStream out = open(file)) {
      write(volume, out);
    }
  }

  /** Writes an uncompressed file of int16 voxels. */
  public static void write(Volume volume, OutputStream out) throws IOException {
    out.write(NiftiHeader.encode(volume.geometry(), VoxelType.INT16));
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    short[] voxels = volume.voxels();
    for (int from = 0; from < voxels.length; from += 1 << 15) {
      int count = Math.min(1 << 15, voxels.length - from);
      bytes.clear().asShortBuffer().put(voxels, from, count);
      out.write(bytes.array(), 0, 2 * count);
    }
  }

  /** Writes a mask as uint8, 1 inside, gzip when the name ends in {@code .gz}. */
  public static void write(Mask mask, Path file) throws IOException {
    try (OutputStream out = open(file)) {
      write(mask, out);
    }
  }

  /** Writes an uncompressed file of uint8 voxels, 1 inside. */
  public static void write(Mask mask, OutputStream out) throws IOException {
    out.write(NiftiHeader.encode(mask.geometry(), VoxelType.UINT8));
    int voxels = mask.size().arrayLength();
    byte[] bytes = new byte[1 << 16];
    for (int from = 0; from < voxels; from += bytes.length) {
      int count = Math.min(bytes.length, voxels - from);
      for (int n = 0; n < count; n++) {
        bytes[n] = (byte) (mask.get(from + n) ? 1 : 0);
      }
      out.write(bytes, 0, count);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
  }
}
