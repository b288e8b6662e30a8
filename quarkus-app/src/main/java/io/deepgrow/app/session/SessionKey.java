package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.model.ModelRef;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other features need to know of a session. */
public record SessionKey(
    UUID id,
    String studyUid,
    String seriesUid,
    ModelRef model,
    SessionState state,
    ConnectionId connection) {

  /** What is remembered of a request; an earlier release named no version and no connection. */
  @JsonCreator
  static SessionKey remembered(
      @JsonProperty("id") UUID id,
      @JsonProperty("studyUid") String studyUid,
      @JsonProperty("seriesUid") String seriesUid,
      @JsonProperty("model") @Nullable ModelRef model,
      @JsonProperty("modelId") @Nullable String modelId,
      @JsonProperty("state") SessionState state,
      @JsonProperty("connection") @Nullable ConnectionId connection) {
    return new SessionKey(
        id,
        studyUid,
        seriesUid,
        model == null ? new ModelRef(Objects.requireNonNull(modelId), null) : model,
        state,
        Objects.requireNonNullElse(connection, ConnectionId.DEFAULT));
  }

  /** A session on a series of the configured PACS. */
  public SessionKey(
      UUID id, String studyUid, String seriesUid, ModelRef model, SessionState state) {
    this(id, studyUid, seriesUid, model, state, ConnectionId.DEFAULT);
  }

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
    return new SeriesKey(connection, study(), series());
  }
}
