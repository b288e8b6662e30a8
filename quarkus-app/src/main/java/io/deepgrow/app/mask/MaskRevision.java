package io.deepgrow.app.mask;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Row of {@code mask_revision}: the mask that a set of clicks made. */
@Entity
@Table(name = "mask_revision")
class MaskRevision {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "segment_id")
  long segmentId;

  int revision;

  @Column(name = "live_clicks")
  String liveClicks = "";

  long voxels;
  String box = "";
  byte[] bits = {};

  /** How long the network and what is around it took; null where another way made the mask. */
  @Column(name = "network_micros")
  @Nullable Long networkMicros;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;
}
