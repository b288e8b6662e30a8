package io.deepgrow.app.compat.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code client_session}: an image that a client opened to click on. */
@Entity
@Table(name = "client_session")
class ClientSessionRow {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "series_uid")
  String seriesUid = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "last_used_at")
  Instant lastUsedAt = Instant.EPOCH;

  @Column(name = "expiry_seconds")
  long expirySeconds;

  boolean isExpired(Instant now) {
    return now.isAfter(lastUsedAt.plusSeconds(expirySeconds));
  }
}
