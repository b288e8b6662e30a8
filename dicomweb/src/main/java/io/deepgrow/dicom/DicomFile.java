package io.deepgrow.dicom;

/**
 * A Part 10 file.
 *
 * @param syntax how it was encoded
 * @param dataSet its attributes but for the pixel data
 * @param pixelData empty when there are none or only the header was read
 */
public record DicomFile(TransferSyntax syntax, DicomObject dataSet, PixelData pixelData) {

  /** The file's SOP Instance UID. */
  public SopInstanceUid sopInstanceUid() {
    return new SopInstanceUid(
        dataSet
            .string(Tag.SOP_INSTANCE_UID)
            .orElseThrow(() -> DicomException.malformed("The object has no SOP Instance UID")));
  }
}
