package io.deepgrow.dicom.pixel;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.jpegls.DamagedPictureException;
import io.deepgrow.dicom.jpegls.JpegLsPicture;

/** JPEG-LS frames of one sample a pixel. */
final class JpegLsDecoder implements PixelDecoder {

  private static final String WHAT = "The JPEG-LS frame can't be decoded: ";

  @Override
  public boolean supports(TransferSyntax syntax) {
    return syntax.equals(TransferSyntax.JPEG_LS_LOSSLESS) || syntax.equals(TransferSyntax.JPEG_LS);
  }

  @Override
  public byte[] decode(byte[] frame, ImagePixelModule image) {
    JpegLsPicture picture = picture(frame, image);
    short[] samples = picture.samples();
    if (image.bitsAllocated() == Byte.SIZE) {
      byte[] out = new byte[samples.length];
      for (int n = 0; n < samples.length; n++) {
        out[n] = (byte) samples[n];
      }
      return out;
    }
    int cell = image.bitsAllocated() / Byte.SIZE;
    byte[] out = new byte[samples.length * cell];
    for (int n = 0; n < samples.length; n++) {
      out[n * cell] = (byte) samples[n];
      out[n * cell + 1] = (byte) (samples[n] >> Byte.SIZE);
    }
    return out;
  }

  private static JpegLsPicture picture(byte[] frame, ImagePixelModule image) {
    if (image.samplesPerPixel() != 1) {
      throw damaged(image.samplesPerPixel() + " samples a pixel are not read");
    }
    try {
      JpegLsPicture picture =
          JpegLsPicture.decode(
              frame, (columns, rows) -> columns == image.columns() && rows == image.rows());
      if (picture.bits() <= image.bitsAllocated()) {
        return picture;
      }
      throw damaged("its samples have " + picture.bits() + " bits");
    } catch (DamagedPictureException e) {
      throw new DicomException("dicom.undecodable", WHAT + e.getMessage(), e);
    }
  }

  private static DicomException damaged(String how) {
    return new DicomException("dicom.undecodable", WHAT + how);
  }
}
