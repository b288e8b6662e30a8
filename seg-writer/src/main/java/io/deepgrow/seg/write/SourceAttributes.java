package io.deepgrow.seg.write;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegException;

/** What a SEG takes over from its source: patient, study, frame of reference, lossy marks. */
final class SourceAttributes {

  private static final int CLINICAL_TRIAL_GROUP = 0x0012;

  /** Present in every SEG, empty where the source has no value. */
  private static final int[] ALWAYS = {
    Tag.PATIENT_NAME,
    Tag.PATIENT_ID,
    Tag.PATIENT_BIRTH_DATE,
    Tag.PATIENT_SEX,
    Tag.STUDY_INSTANCE_UID,
    Tag.STUDY_DATE,
    Tag.STUDY_TIME,
    Tag.ACCESSION_NUMBER,
    Tag.REFERRING_PHYSICIAN_NAME,
    Tag.STUDY_ID,
    Tag.POSITION_REFERENCE_INDICATOR,
  };

  private static final int[] WHEN_PRESENT = {
    Tag.ISSUER_OF_PATIENT_ID,
    Tag.STUDY_DESCRIPTION,
    Tag.PATIENT_AGE,
    Tag.BODY_PART_EXAMINED,
    Tag.FRAME_OF_REFERENCE_UID,
  };

  private SourceAttributes() {}

  /**
   * Copies text as it came, with the character set it came in.
   *
   * @throws SegException {@code seg.incomplete_source} when study or series have no UID
   */
  static void copy(DicomObject source, DicomObject seg) {
    require(source, Tag.STUDY_INSTANCE_UID);
    require(source, Tag.SERIES_INSTANCE_UID);
    for (int tag : ALWAYS) {
      if (source.contains(tag)) {
        seg.copy(source, tag);
      } else {
        seg.setEmpty(tag);
      }
    }
    for (int tag : WHEN_PRESENT) {
      if (source.contains(tag)) {
        seg.copy(source, tag);
      }
    }
    for (int tag : source.tags()) {
      if (tag >>> 16 == CLINICAL_TRIAL_GROUP) {
        seg.copy(source, tag);
      }
    }
    explainDeidentification(seg);
    copyLossyMarks(source, seg);
  }

  /** A source that says it is de-identified must say how (type 1C, PS3.3 C.7.1.1); many do not. */
  private static void explainDeidentification(DicomObject seg) {
    boolean marked = seg.string(Tag.PATIENT_IDENTITY_REMOVED).filter("YES"::equals).isPresent();
    if (marked
        && !seg.contains(Tag.DEIDENTIFICATION_METHOD)
        && !seg.contains(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE)) {
      seg.setString(Tag.DEIDENTIFICATION_METHOD, "Not stated by the source");
    }
  }

  private static void copyLossyMarks(DicomObject source, DicomObject seg) {
    boolean lossy = source.string(Tag.LOSSY_IMAGE_COMPRESSION).filter("01"::equals).isPresent();
    seg.setString(Tag.LOSSY_IMAGE_COMPRESSION, lossy ? "01" : "00");
    if (lossy) {
      for (int tag :
          new int[] {Tag.LOSSY_IMAGE_COMPRESSION_RATIO, Tag.LOSSY_IMAGE_COMPRESSION_METHOD}) {
        if (source.contains(tag)) {
          seg.copy(source, tag);
        }
      }
    }
  }

  private static void require(DicomObject source, int tag) {
    if (source.string(tag).isEmpty()) {
      throw new SegException(
          "seg.incomplete_source",
          String.format("The source series has no value of (%04X,%04X)", tag >>> 16, tag & 0xFFFF));
    }
  }
}
