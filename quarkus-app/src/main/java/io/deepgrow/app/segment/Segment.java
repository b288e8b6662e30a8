package io.deepgrow.app.segment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** Row of {@code segment}: one structure that is being marked in a session. */
@Entity
@Table(name = "segment")
class Segment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "session_id")
  UUID sessionId = new UUID(0, 0);

  int number;

  @Column(name = "structure_id")
  String structureId = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  /** Empty for the structure's own. */
  String label = "";

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  boolean locked;

  /** Whether it leaves the voxels of all other segments to them. */
  @Column(name = "keeps_others")
  boolean keepsOthers;

  /** Of its newest mask when the row was read; 0 before the first. */
  @Formula("(select coalesce(max(m.revision), 0) from mask_revision m where m.segment_id = id)")
  int revision;

  SegmentSnapshot snapshot() {
    return new SegmentSnapshot(
        id == null ? 0 : id, sessionId, number, structureId, label, locked, keepsOthers, revision);
  }
}
