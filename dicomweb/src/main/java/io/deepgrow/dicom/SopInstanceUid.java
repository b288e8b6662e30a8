package io.deepgrow.dicom;

/** A SOP Instance UID. */
public record SopInstanceUid(String value) {

  /**
   * Checks the characters and the length.
   *
   * @throws DicomException {@code dicom.bad_uid}
   */
  public SopInstanceUid {
    Uids.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
