package io.deepgrow.dimse.held;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import java.nio.file.Path;

/**
 * One object on disk.
 *
 * @param syntax UID of its transfer syntax
 * @param summary the attributes that searches answer
 * @param file a Part 10 file
 * @param bytes of the file
 */
public record HeldObject(
    StudyUid study,
    SeriesUid series,
    SopInstanceUid instance,
    String syntax,
    DicomObject summary,
    Path file,
    long bytes) {

  private static final int[] SUMMARY = {
    Tag.SPECIFIC_CHARACTER_SET,
    Tag.SOP_CLASS_UID,
    Tag.SOP_INSTANCE_UID,
    Tag.STUDY_DATE,
    Tag.SERIES_DATE,
    Tag.STUDY_TIME,
    Tag.SERIES_TIME,
    Tag.ACCESSION_NUMBER,
    Tag.MODALITY,
    Tag.STUDY_DESCRIPTION,
    Tag.SERIES_DESCRIPTION,
    Tag.PATIENT_NAME,
    Tag.PATIENT_ID,
    Tag.ISSUER_OF_PATIENT_ID,
    Tag.PATIENT_BIRTH_DATE,
    Tag.PATIENT_SEX,
    Tag.BODY_PART_EXAMINED,
    Tag.STUDY_INSTANCE_UID,
    Tag.SERIES_INSTANCE_UID,
    Tag.STUDY_ID,
    Tag.SERIES_NUMBER,
    Tag.INSTANCE_NUMBER,
    Tag.NUMBER_OF_FRAMES,
    Tag.ROWS,
    Tag.COLUMNS
  };

  /**
   * What is known of a file from its header.
   *
   * @throws GatewayException {@code gateway.bad_request} when one of its UIDs is missing
   * @throws io.deepgrow.dicom.DicomException when a UID is none
   */
  static HeldObject of(DicomFile header, Path file, long bytes) {
    DicomObject all = header.dataSet();
    DicomObject summary = new DicomObject();
    for (int tag : SUMMARY) {
      if (all.contains(tag)) {
        summary.copy(all, tag);
      }
    }
    return new HeldObject(
        new StudyUid(uid(all, Tag.STUDY_INSTANCE_UID, "Study")),
        new SeriesUid(uid(all, Tag.SERIES_INSTANCE_UID, "Series")),
        new SopInstanceUid(uid(all, Tag.SOP_INSTANCE_UID, "SOP")),
        header.syntax().uid(),
        summary,
        file,
        bytes);
  }

  private static String uid(DicomObject object, int tag, String name) {
    return object
        .string(tag)
        .orElseThrow(
            () ->
                new GatewayException(
                    Code.BAD_REQUEST, "An object without " + name + " Instance UID"));
  }

  HeldObject at(Path place) {
    return new HeldObject(study, series, instance, syntax, summary, place, bytes);
  }

  /** The class of the object. */
  public String sopClass() {
    return summary.string(Tag.SOP_CLASS_UID).orElse("");
  }
}
