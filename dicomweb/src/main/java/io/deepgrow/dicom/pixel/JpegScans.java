package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;

/** Passes over a JPEG image: each costs as much as all its pixels, however few its bytes are. */
final class JpegScans {

  /** One for every component is usual in DICOM's sequential processes. */
  private static final int MAX_SCANS = 64;

  private static final byte ESCAPE = (byte) 0xFF;
  private static final byte START_OF_SCAN = (byte) 0xDA;

  private JpegScans() {}

  /**
   * The frame itself.
   *
   * @throws DicomException {@code dicom.undecodable} when it has too many scans
   */
  static byte[] checked(byte[] frame, ImagePixelModule image) {
    int scans = 0;
    for (int n = 1; n < frame.length; n++) {
      if (frame[n - 1] == ESCAPE && frame[n] == START_OF_SCAN && ++scans > MAX_SCANS) {
        throw new DicomException(
            "dicom.undecodable",
            "The JPEG frame goes over its %d×%d pixels more than %d times"
                .formatted(image.columns(), image.rows(), MAX_SCANS));
      }
    }
    return frame;
  }
}
