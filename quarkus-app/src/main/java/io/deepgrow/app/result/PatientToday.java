package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.series.PatientStudyModules;
import io.deepgrow.series.SeriesReader;
import java.util.Optional;

/**
 * Puts the patient and study that the PACS names today into a SEG that is about to be stored: a
 * study may have been given to another patient, or a name corrected, since its slices were read.
 */
final class PatientToday {

  /** A SEG under other names than it had. */
  static final class Renamed {
    private final byte[] dataset;
    private final boolean otherPatient;

    private Renamed(byte[] dataset, boolean otherPatient) {
      this.dataset = dataset;
      this.otherPatient = otherPatient;
    }

    byte[] dataset() {
      return dataset;
    }

    /** Whether it is another patient, and not only other words about the same. */
    boolean otherPatient() {
      return otherPatient;
    }
  }

  private final DicomWebClient pacs;

  PatientToday(DicomWebClient pacs) {
    this.pacs = pacs;
  }

  /**
   * The SEG as it must be stored now; empty when it may stay as it is.
   *
   * @throws DicomWebException when the PACS can't say
   */
  Optional<Renamed> name(StudyUid study, byte[] dataset) {
    DicomFile seg = DicomReader.read(dataset, DicomLimits.standard());
    Optional<DicomObject> today = modules(study, seg.dataSet());
    if (today.isEmpty()) {
      return Optional.empty();
    }
    if (PatientStudyModules.agrees(seg.dataSet(), today.get())) {
      return Optional.empty();
    }
    DicomObject named = PatientStudyModules.replaced(seg.dataSet(), today.get());
    boolean same = PatientStudyModules.samePatientAndStudy(seg.dataSet(), today.get());
    byte[] bytes = DicomWriter.bytes(new DicomFile(seg.syntax(), named, seg.pixelData()));
    return Optional.of(new Renamed(bytes, !same));
  }

  /** Of a slice that the SEG refers to; empty when it came from elsewhere than this PACS. */
  private Optional<DicomObject> modules(StudyUid study, DicomObject seg) {
    Optional<DicomObject> series = seg.item(Tag.REFERENCED_SERIES_SEQUENCE);
    Optional<String> uid = series.flatMap(s -> s.string(Tag.SERIES_INSTANCE_UID));
    Optional<String> slice =
        series
            .flatMap(s -> s.item(Tag.REFERENCED_INSTANCE_SEQUENCE))
            .flatMap(i -> i.string(Tag.REFERENCED_SOP_INSTANCE_UID));
    if (uid.isEmpty() || slice.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          SeriesReader.patientAndStudy(
              pacs, study, new SeriesUid(uid.get()), new SopInstanceUid(slice.get())));
    } catch (DicomWebException e) {
      if (e.code().equals("dicomweb.not_found")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
