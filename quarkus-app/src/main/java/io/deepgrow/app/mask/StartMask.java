package io.deepgrow.app.mask;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Row of {@code start_mask}: what a segment held before its first click. */
@Entity
@Table(name = "start_mask")
class StartMask {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "segment_id")
  long segmentId;

  String box = "";
  byte[] bits = {};

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "undone_at")
  @Nullable Instant undoneAt;
}
