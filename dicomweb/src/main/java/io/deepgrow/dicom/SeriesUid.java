package io.deepgrow.dicom;

/** A Series Instance UID. */
public record SeriesUid(String value) {

  /**
   * Checks the characters and the length.
   *
   * @throws DicomException {@code dicom.bad_uid}
   */
  public SeriesUid {
    Uids.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
