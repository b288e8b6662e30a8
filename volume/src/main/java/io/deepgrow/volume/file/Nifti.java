package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * NIfTI-1 files, single ({@code .nii}) and compressed ({@code .nii.gz}). Their RAS millimetres stay
 * inside: what comes out is LPS.
 *
 * <p>The place in the patient is the sform where its code is set, else the qform, else spacing
 * alone along right, anterior and superior, as the standard orders its three methods.
 */
public final class Nifti {

  private static final String FORMAT = "nifti";

  private Nifti() {}

  public static Volume read(Path file) throws IOException {
    return read(file, VolumeFileLimits.STANDARD);
  }

  /**
   * As {@link #read(InputStream, VolumeFileLimits)}.
   *
   * @throws VolumeFileException with a code {@code nifti.*} when the file can't be used
   */
  public static Volume read(Path file, VolumeFileLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, limits);
    }
  }

  /**
   * Reads one volume; gzip is recognised by its first bytes. Values are scaled by scl_slope and
   * scl_inter, rounded and clamped to int16.
   *
   * @throws VolumeFileException with a code {@code nifti.*} when the file can't be used
   */
  public static Volume read(InputStream in, VolumeFileLimits limits) throws IOException {
    return FileErrors.named(FORMAT, () -> readNamed(in, limits));
  }

  private static Volume readNamed(InputStream in, VolumeFileLimits limits) throws IOException {
    InputStream plain = unzipped(in);
    NiftiHeader header = NiftiHeader.parse(plain, limits);
    plain.skipNBytes(header.dataOffset() - NiftiHeader.LENGTH);
    VoxelReader reader =
        new VoxelReader(FORMAT, header.type(), header.order(), header.slope(), header.intercept());
    return Volume.of(header.geometry(), reader.read(plain, header.geometry().size()));
  }

  static InputStream unzipped(InputStream in) throws IOException {
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
    VoxelWriter.write(volume.voxels(), out);
  }

  /** Writes a mask as uint8, 1 inside, gzip when the name ends in {@code .gz}. */
  public static void write(Mask mask, Path file) throws IOException {
    write(mask, file, Optional.empty());
  }

  /** As {@link #write(Mask, Path)}, lying where another file's header says. */
  public static void write(Mask mask, Path file, Optional<NiftiFrame> frame) throws IOException {
    try (OutputStream out = open(file)) {
      write(mask, MaskType.UINT8, frame, out);
    }
  }

  /** Writes an uncompressed file of uint8 voxels, 1 inside. */
  public static void write(Mask mask, OutputStream out) throws IOException {
    write(mask, MaskType.UINT8, Optional.empty(), out);
  }

  /** As {@link #write(Mask, OutputStream)}, lying where another file's header says. */
  public static void write(Mask mask, MaskType type, Optional<NiftiFrame> frame, OutputStream out)
      throws IOException {
    byte[] header = NiftiHeader.encode(mask.geometry(), type.voxel());
    frame.ifPresent(f -> f.applyTo(header));
    out.write(header);
    VoxelWriter.write(mask, type, out);
  }

  /** Bytes of a mask's uncompressed file. */
  public static long length(Mask mask, MaskType type) {
    return NiftiHeader.VOXELS_AT + mask.size().voxels() * type.bytes();
  }

  private static OutputStream open(Path file) throws IOException {
    OutputStream out = VoxelWriter.open(file);
    return file.toString().endsWith(".gz") ? new FastGzip(out) : out;
  }
}
