package io.deepgrow.app.click;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Row of {@code mask_change}: a segment's mask was cleared, put or edited as a whole. */
@Entity
@Table(name = "mask_change")
class MaskChange {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "segment_id")
  long segmentId;

  /**
   * Number of the segment's newest click at that time, which places the change among the clicks.
   */
  @Column(name = "last_click")
  long lastClick;

  /** The initial mask that it put in place; null when it only cleared the clicks. */
  @Column(name = "start_id")
  @Nullable Long startId;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "undone_at")
  @Nullable Instant undoneAt;

  boolean redoable;

  long id() {
    return id == null ? 0 : id;
  }
}
