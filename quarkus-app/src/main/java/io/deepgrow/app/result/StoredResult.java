package io.deepgrow.app.result;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code stored_result}, the outbox: UIDs and bytes are fixed before the first attempt. */
@Entity
@Table(name = "stored_result")
class StoredResult {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "session_id")
  UUID sessionId = new UUID(0, 0);

  /** The PACS that it goes to; null for the configured one. */
  @Column(name = "connection_id")
  @Nullable UUID connectionId;

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "series_uid")
  String seriesUid = "";

  @Column(name = "sop_uid")
  String sopUid = "";

  @Enumerated(EnumType.STRING)
  ResultState state = ResultState.PENDING;

  @Nullable String reason;

  int attempts;
  int checks;

  @Column(name = "request_hash")
  String requestHash = "";

  @Nullable String note;
  int claim;

  @Column(name = "next_attempt")
  Instant nextAttempt = Instant.EPOCH;

  /** In {@code stored_result_bytes}, so that nothing reads it by the way. */
  @Transient byte[] dataset = {};

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  /** The account that sent it on its way, where there is one. */
  @Column(name = "created_by")
  @Nullable UUID createdBy;

  @Column(name = "created_by_name")
  String createdByName = "";

  @Column(name = "stored_at")
  @Nullable Instant storedAt;

  @Column(name = "verified_at")
  @Nullable Instant verifiedAt;
}
