package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.TransferSyntax;
import java.nio.file.Path;

/**
 * A Part-10 file of the archive.
 *
 * @param header the data set without pixel data
 */
record ArchivedInstance(
    StudyUid study,
    SeriesUid series,
    SopInstanceUid instance,
    String sopClass,
    TransferSyntax syntax,
    DicomObject header,
    Path file) {

  /** The same instance in another place. */
  ArchivedInstance at(Path place) {
    return new ArchivedInstance(study, series, instance, sopClass, syntax, header, place);
  }
}
