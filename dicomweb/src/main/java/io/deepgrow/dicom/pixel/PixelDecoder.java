package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.TransferSyntax;

/** Turns one encoded frame into native bytes. Implementations may be called by many threads. */
public interface PixelDecoder {

  boolean supports(TransferSyntax syntax);

  /**
   * Decodes a frame.
   *
   * @return native little-endian cells, {@link ImagePixelModule#frameBytes()} of them
   * @throws DicomException {@code dicom.undecodable} when the bytes are damaged or of another size
   */
  byte[] decode(byte[] frame, ImagePixelModule image);
}
