package io.deepgrow.dicom;

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
