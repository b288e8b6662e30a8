package io.deepgrow.app.click;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VoxelIndex;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code click}; undone rather than deleted. */
@Entity
@Table(name = "click")
class ClickRow {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "segment_id")
  long segmentId;

  @Enumerated(EnumType.STRING)
  ClickKind kind = ClickKind.POSITIVE;

  @Enumerated(EnumType.STRING)
  ClickExtent extent = ClickExtent.VOLUME;

  int i;
  int j;
  int k;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  /** The account that made it, where there is one. */
  @Column(name = "created_by")
  @Nullable UUID createdBy;

  @Column(name = "undone_at")
  @Nullable Instant undoneAt;

  boolean redoable;

  /** The change of the whole mask that took it away, if one did. */
  @Column(name = "cleared_by")
  @Nullable Long clearedBy;

  /** The first click of the drawing that this one stands for, where it was drawn with others. */
  @Nullable Long prompt;

  long id() {
    return id == null ? 0 : id;
  }

  /** Whether both stand for the same drawing. */
  boolean isDrawnWith(ClickRow other) {
    return prompt != null && prompt.equals(other.prompt);
  }

  /** Counts no more, and redo brings it back. */
  void undo(Instant now) {
    undoneAt = now;
    redoable = true;
  }

  /** Counts again. */
  void redo() {
    undoneAt = null;
    redoable = false;
  }

  RecordedClick recorded() {
    return new RecordedClick(id(), click(), createdAt, prompt);
  }

  Click click() {
    return new Click(kind, new VoxelIndex(i, j, k), extent);
  }
}
