package io.deepgrow.app.session;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.model.ModelRef;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code annotation_session}: somebody's work on one series with one model. */
@Entity
@Table(name = "annotation_session")
class AnnotationSession {

  @Id UUID id = new UUID(0, 0);

  /** The PACS of the series; null for the configured one. */
  @Column(name = "connection_id")
  @Nullable UUID connectionId;

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "series_uid")
  String seriesUid = "";

  @Column(name = "model_id")
  String modelId = "";

  /** The version that it began with; null for sessions from before there were versions. */
  @Column(name = "model_version")
  @Nullable UUID modelVersion;

  @Enumerated(EnumType.STRING)
  SessionState state = SessionState.LOADING;

  @Column(name = "failure_code")
  @Nullable String failureCode;

  @Column(name = "failure_text")
  @Nullable String failureText;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  @Column(name = "patient_digest")
  @Nullable String patientDigest;

  /** The account that opened it; null for the service, the configured token and anyone. */
  @Column(name = "created_by")
  @Nullable UUID createdBy;

  @Column(name = "created_by_name")
  String createdByName = "";

  /** The account whose work it is now; null as for {@link #createdBy}. */
  @Column(name = "owner_id")
  @Nullable UUID ownerId;

  @Column(name = "owner_name")
  String ownerName = "";

  /** Who changed anything in it last; empty before the first change. */
  @Column(name = "worked_by_name")
  String workedByName = "";

  @Column(name = "worked_at")
  @Nullable Instant workedAt;

  /** The number of the newest event; 0 before the first. The log of events counts it up. */
  @Column(name = "last_event", insertable = false, updatable = false)
  long lastEvent;

  SessionKey key() {
    return new SessionKey(
        id,
        studyUid,
        seriesUid,
        new ModelRef(modelId, modelVersion),
        state,
        ConnectionId.ofColumn(connectionId));
  }
}
