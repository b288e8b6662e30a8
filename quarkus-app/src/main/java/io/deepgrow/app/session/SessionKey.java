package io.deepgrow.app.session;

import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.model.ModelRef;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.util.UUID;

/** What other features need to know of a session. */
public record SessionKey(
    UUID id, String studyUid, String seriesUid, ModelRef model, SessionState state) {

  public String modelId() {
    return model.id();
  }

  /** The session as an object of the audit trail. */
  public AuditSubject subject() {
    return new AuditSubject(id, studyUid, seriesUid);
  }

  public StudyUid study() {
    return new StudyUid(studyUid);
  }

  public SeriesUid series() {
    return new SeriesUid(seriesUid);
  }

  /** The series in its study. */
  public SeriesKey seriesKey() {
    return new SeriesKey(study(), series());
  }
}
