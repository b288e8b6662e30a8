package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import java.io.IOException;
import java.nio.file.Path;

/** Reads what the archive must know of a Part-10 file. */
final class InstanceInspector {

  private final DicomLimits limits;

  InstanceInspector(DicomLimits limits) {
    this.limits = limits;
  }

  /** The header of a file that was checked when it was stored. */
  ArchivedInstance header(Path file) throws IOException {
    return describe(DicomReader.readHeader(file, limits), file);
  }

  /** The header of a file from outside, after the whole of it has been parsed. */
  ArchivedInstance check(Path file) throws IOException {
    return describe(DicomReader.read(file, limits), file);
  }

  private static ArchivedInstance describe(DicomFile file, Path path) {
    DicomObject header = file.dataSet();
    header.remove(Tag.PIXEL_DATA);
    return new ArchivedInstance(
        new StudyUid(text(header, Tag.STUDY_INSTANCE_UID)),
        new SeriesUid(text(header, Tag.SERIES_INSTANCE_UID)),
        new SopInstanceUid(text(header, Tag.SOP_INSTANCE_UID)),
        text(header, Tag.SOP_CLASS_UID),
        file.syntax(),
        header,
        path);
  }

  private static String text(DicomObject header, int tag) {
    return header
        .string(tag)
        .orElseThrow(() -> new IllegalArgumentException("The instance lacks a UID"));
  }
}
