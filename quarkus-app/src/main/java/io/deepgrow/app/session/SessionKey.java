package io.deepgrow.app.session;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.util.UUID;

/** What other features need to know of a session. */
public record SessionKey(
    UUID id, String studyUid, String seriesUid, String modelId, SessionState state) {

  public StudyUid study() {
    return new StudyUid(studyUid);
  }

  public SeriesUid series() {
    return new SeriesUid(seriesUid);
  }
}
