package io.deepgrow.dicom.jpegls;

/** The bytes are no JPEG-LS picture that can be read here; the text says in a few words why. */
public final class DamagedPictureException extends Exception {

  private static final long serialVersionUID = 1;

  DamagedPictureException(String message) {
    super(message);
  }
}
