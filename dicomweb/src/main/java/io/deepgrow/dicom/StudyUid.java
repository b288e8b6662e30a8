package io.deepgrow.dicom;

/** A Study Instance UID. */
public record StudyUid(String value) {

  /**
   * Checks the characters and the length.
   *
   * @throws DicomException {@code dicom.bad_uid}
   */
  public StudyUid {
    Uids.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
