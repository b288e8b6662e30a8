package io.deepgrow.app.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code api_key}: how a program shows for whom it calls. */
@Entity
@Table(name = "api_key")
class ApiKey {

  /** The part of the key that may be read by everybody. */
  @Id String id = "";

  @Column(name = "secret_hash")
  String secretHash = "";

  /** Whose roles it has at most. */
  @Column(name = "account_id")
  UUID account = new UUID(0, 0);

  /** What its owner calls it. */
  String name = "";

  /** Its roles, with commas between. */
  String roles = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "expires_at")
  Instant expiresAt = Instant.EPOCH;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  @Column(name = "used_at")
  @Nullable Instant usedAt;
}
