package io.deepgrow.app.session;

import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.util.Objects;
import java.util.UUID;

/** What other features need to know of a session. */
public record SessionKey(
    UUID id,
    String studyUid,
    String seriesUid,
    String modelId,
    SessionState state,
    ConnectionId connection) {

  public SessionKey {
    // what an earlier release remembered of a request names none
    connection = Objects.requireNonNullElse(connection, ConnectionId.DEFAULT);
  }

  /** A session on a series of the configured PACS. */
  public SessionKey(
      UUID id, String studyUid, String seriesUid, String modelId, SessionState state) {
    this(id, studyUid, seriesUid, modelId, state, ConnectionId.DEFAULT);
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
    return new SeriesKey(connection, study(), series());
  }
}
