package io.deepgrow.app.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code uploaded_volume}: a volume whose files lie on disk until it expires. */
@Entity
@Table(name = "uploaded_volume")
class UploadedVolume {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "series_uid")
  String seriesUid = "";

  @Nullable String name;

  @Enumerated(EnumType.STRING)
  VolumeFormat format = VolumeFormat.NIFTI;

  String sha256 = "";
  long bytes;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "last_used_at")
  Instant lastUsedAt = Instant.EPOCH;

  @Column(name = "expiry_seconds")
  long expirySeconds;

  boolean isExpired(Instant now) {
    return now.isAfter(lastUsedAt.plusSeconds(expirySeconds));
  }

  Upload key() {
    return new Upload(id, studyUid, seriesUid, Optional.ofNullable(name), format, createdAt);
  }
}
