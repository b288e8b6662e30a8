package io.deepgrow.app.session;

import io.deepgrow.app.Sha256;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.UUID;

/**
 * Says whether a session's series is still the same patient's, without saying whose: the digest is
 * another one in every session.
 */
final class PatientDigest {

  private PatientDigest() {}

  /** Of a patient whose Patient ID alone is known. */
  static String of(UUID session, String patientId) {
    return of(session, new DicomObject().setString(Tag.PATIENT_ID, patientId));
  }

  static String of(UUID session, DicomObject header) {
    return Sha256.of(session + "/" + header.strings(Tag.PATIENT_ID));
  }
}
