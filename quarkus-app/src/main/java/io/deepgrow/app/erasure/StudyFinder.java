package io.deepgrow.app.erasure;

import io.deepgrow.app.pacs.PacsSearch;
import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.app.session.SessionPatients;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Uids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the studies that are concerned: those the PACS lists under the patient today, and those of
 * which something here says so, whatever the PACS has made of them since.
 */
@ApplicationScoped
class StudyFinder {

  private final PacsSearch pacs;
  private final SessionPatients sessions;
  private final ResultObjects results;
  private final UploadService uploads;

  StudyFinder(
      PacsSearch pacs, SessionPatients sessions, ResultObjects results, UploadService uploads) {
    this.pacs = pacs;
    this.sessions = sessions;
    this.results = results;
    this.uploads = uploads;
  }

  /**
   * The studies of a patient, and what said so.
   *
   * @throws io.deepgrow.app.ApiException when the PACS can't say
   */
  Concerns of(Patient patient) {
    FoundStudies found = new FoundStudies(patient);
    for (DicomObject row : pacs.studiesOf(patient.id(), patient.hasIssuer())) {
      row.string(Tag.STUDY_INSTANCE_UID)
          .filter(Uids::isValid)
          .ifPresent(study -> found.add(FoundBy.PACS, study, row));
    }
    results.forEachHeader((study, header) -> found.add(FoundBy.RESULT, study, header));
    uploads.forEachHeader((upload, header) -> found.add(FoundBy.UPLOAD, upload.studyUid(), header));
    sessions.studiesOf(patient.id()).forEach(study -> found.addById(FoundBy.SESSION, study));
    return found.all();
  }

  /** A study, and the uploads whose files say that they are of it. */
  Concerns of(StudyUid study) {
    Map<String, Set<FoundBy>> found = new TreeMap<>();
    found.put(study.value(), EnumSet.of(FoundBy.REQUEST));
    uploads.forEachHeader(
        (upload, header) -> {
          if (header.string(Tag.STUDY_INSTANCE_UID).equals(Optional.of(study.value()))) {
            found.putIfAbsent(upload.studyUid(), EnumSet.of(FoundBy.UPLOAD));
          }
        });
    return new Concerns(found);
  }
}
