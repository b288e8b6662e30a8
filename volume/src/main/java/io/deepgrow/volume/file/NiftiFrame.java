package io.deepgrow.volume.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a NIfTI-1 file says its grid lies, letter by letter: pixdim, units, qform and sform with
 * their codes. A mask written with the frame of its image lies on it for every reader, whichever of
 * the two forms the reader prefers.
 */
public final class NiftiFrame {

  private static final int PIXDIM = 76;
  private static final int PIXDIM_COUNT = 4;
  private static final int UNITS = 123;
  private static final int CODES = 252;
  private static final int FORMS = 256;
  private static final int FORM_COUNT = 18;

  private final ByteBuffer header;

  private NiftiFrame(ByteBuffer header) {
    this.header = header;
  }

  /**
   * The frame of a file, gzip or not.
   *
   * @throws VolumeFileException with a code {@code nifti.*} when it is no NIfTI-1 file
   */
  public static NiftiFrame read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = Nifti.unzipped(in).readNBytes(NiftiHeader.LENGTH);
      if (bytes.length < NiftiHeader.LENGTH) {
        throw new VolumeFileException("nifti.truncated", "The file ends within its header");
      }
      return new NiftiFrame(ByteBuffer.wrap(bytes).order(NiftiHeader.order(bytes)));
    }
  }

  /** Puts the frame into a little-endian header. */
  void applyTo(byte[] encoded) {
    ByteBuffer to = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < PIXDIM_COUNT; n++) {
      to.putFloat(PIXDIM + 4 * n, header.getFloat(PIXDIM + 4 * n));
    }
    to.put(UNITS, header.get(UNITS));
    to.putShort(CODES, header.getShort(CODES)).putShort(CODES + 2, header.getShort(CODES + 2));
    for (int n = 0; n < FORM_COUNT; n++) {
      to.putFloat(FORMS + 4 * n, header.getFloat(FORMS + 4 * n));
    }
  }
}
