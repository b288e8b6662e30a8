package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.TransferSyntax;

/** Encapsulated Uncompressed: a fragment is a native frame. */
final class UncompressedDecoder implements PixelDecoder {

  @Override
  public boolean supports(TransferSyntax syntax) {
    return syntax.equals(TransferSyntax.ENCAPSULATED_UNCOMPRESSED);
  }

  @Override
  public byte[] decode(byte[] frame, ImagePixelModule image) {
    return frame;
  }
}
