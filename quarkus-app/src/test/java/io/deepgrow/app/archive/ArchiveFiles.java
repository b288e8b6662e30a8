package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** Small made-up CT instances for the archive's tests. */
final class ArchiveFiles {

  static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private ArchiveFiles() {}

  /** A 2×2 CT slice; UIDs are 2.25.study, 2.25.study.series and so on. */
  static DicomObject slice(int study, int series, int instance) {
    DicomObject slice = new DicomObject();
    slice.setString(Tag.SOP_CLASS_UID, CT);
    slice.setString(Tag.SOP_INSTANCE_UID, "2.25." + study + "." + series + "." + instance);
    slice.setString(Tag.STUDY_INSTANCE_UID, "2.25." + study);
    slice.setString(Tag.SERIES_INSTANCE_UID, "2.25." + study + "." + series);
    slice.setString(Tag.STUDY_DATE, "2026010" + study);
    slice.setString(Tag.PATIENT_NAME, "Phantom^No" + study);
    slice.setString(Tag.PATIENT_ID, "P" + study);
    slice.setString(Tag.MODALITY, series == 1 ? "CT" : "SEG");
    slice.setInts(Tag.INSTANCE_NUMBER, instance);
    slice.setInts(Tag.ROWS, 2);
    slice.setInts(Tag.COLUMNS, 2);
    slice.setInts(Tag.BITS_ALLOCATED, 16);
    return slice;
  }

  static byte[] part10(DicomObject slice, int... pixels) {
    byte[] bytes = new byte[2 * pixels.length];
    for (int n = 0; n < pixels.length; n++) {
      bytes[2 * n] = (byte) pixels[n];
      bytes[2 * n + 1] = (byte) (pixels[n] >> 8);
    }
    return DicomWriter.bytes(
        new DicomFile(TransferSyntax.EXPLICIT_LITTLE, slice, new PixelData(bytes, List.of())));
  }

  static InputStream stream(int study, int series, int instance) {
    return new ByteArrayInputStream(part10(slice(study, series, instance), 1, 2, 3, 4));
  }
}
