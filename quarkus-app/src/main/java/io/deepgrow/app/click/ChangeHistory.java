package io.deepgrow.app.click;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clicks and changes of the whole mask as one history: the clicks that count were all made after
 * the last change that counts. All methods join the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ChangeHistory {

  private final EntityManager entities;
  private final ClickHistory clicks;
  private final StartMaskStore starts;
  private final MaskStore masks;
  private final Clock clock;

  ChangeHistory(
      EntityManager entities,
      ClickHistory clicks,
      StartMaskStore starts,
      MaskStore masks,
      Clock clock) {
    this.entities = entities;
    this.clicks = clicks;
    this.starts = starts;
    this.masks = masks;
    this.clock = clock;
  }

  /** The clicks no longer count; without any nothing happens. */
  public void clear(SegmentSnapshot segment) {
    if (!clicks.liveRows(segment).isEmpty()) {
      record(segment, null);
    }
  }

  /** A mask takes the place of what the clicks made; the same mask again changes nothing. */
  public void put(SegmentSnapshot segment, Mask mask) {
    ClickHistory.Live live = clicks.live(segment);
    MaskStore.Current current = masks.current(segment.id(), mask.geometry());
    boolean same =
        live.clicks().isEmpty()
            && live.fingerprint().equals(current.liveClicks())
            && current.mask().sameVoxels(mask);
    if (!same) {
      record(segment, starts.put(segment.id(), mask));
    }
  }

  private void record(SegmentSnapshot segment, @Nullable Long start) {
    MaskChange row = new MaskChange();
    row.segmentId = segment.id();
    row.lastClick = clicks.lastClick(segment);
    row.startId = start;
    row.createdAt = clock.instant();
    clicks.forgetUndone(segment);
    entities.persist(row);
    entities.flush();
    takeAway(row);
  }

  private void takeAway(MaskChange change) {
    entities
        .createQuery(
            "update ClickRow c set c.undoneAt = :now, c.clearedBy = :change"
                + " where c.segmentId = :segment and c.undoneAt is null")
        .setParameter("now", clock.instant())
        .setParameter("change", change.id())
        .setParameter("segment", change.segmentId)
        .executeUpdate();
  }

  /** Undoes the last click or change; false when there is none. */
  public boolean undo(SegmentSnapshot segment) {
    return clicks.undo(segment) || undoChange(segment);
  }

  private boolean undoChange(SegmentSnapshot segment) {
    Optional<MaskChange> last =
        first(segment, "c.undoneAt is null order by c.id desc", MaskChange.class);
    last.ifPresent(
        change -> {
          change.undoneAt = clicks.undoneNow(segment);
          change.redoable = true;
          if (change.startId != null) {
            starts.undo(change.startId);
          }
          entities
              .createQuery(
                  "update ClickRow c set c.undoneAt = null, c.clearedBy = null"
                      + " where c.clearedBy = :change")
              .setParameter("change", change.id())
              .executeUpdate();
        });
    return last.isPresent();
  }

  /** Brings back the click or change that was undone last; false when there is none. */
  public boolean redo(SegmentSnapshot segment) {
    Optional<MaskChange> change = undoneLast(segment, MaskChange.class);
    if (change.isPresent() && isAbove(change.get(), undoneLast(segment, ClickRow.class))) {
      redoChange(change.get());
      return true;
    }
    return redoClick(segment);
  }

  /** Brings back the click that was undone last; false when there is none, or a change since. */
  public boolean redoClick(SegmentSnapshot segment) {
    Optional<MaskChange> change = undoneLast(segment, MaskChange.class);
    Optional<ClickRow> click = undoneLast(segment, ClickRow.class);
    if (click.isEmpty() || (change.isPresent() && isAbove(change.get(), click))) {
      return false;
    }
    drawnAndUndoneWith(click.get()).forEach(ClickRow::redo);
    return true;
  }

  /** An undone click, and those that were undone with it in one step. */
  private List<ClickRow> drawnAndUndoneWith(ClickRow click) {
    if (click.prompt == null) {
      return List.of(click);
    }
    return entities
        .createQuery(
            "from ClickRow c where c.segmentId = :id and c.prompt = :prompt and c.redoable"
                + " and c.undoneAt = :at",
            ClickRow.class)
        .setParameter("id", click.segmentId)
        .setParameter("prompt", click.prompt)
        .setParameter("at", click.undoneAt)
        .getResultList();
  }

  /** What became of a click that was to come back. */
  public enum Restored {
    /** It counts, now or still. */
    COUNTS,
    /** The segment never had it. */
    UNKNOWN,
    /**
     * It was made on another mask than the present clicks: a change of the whole mask lies between.
     */
    ON_ANOTHER_MASK
  }

  /** Brings back one undone click, by its number, whatever was undone since. */
  public Restored restore(SegmentSnapshot segment, long click) {
    Optional<ClickRow> found = first(segment, "c.id = " + click, ClickRow.class);
    if (found.isEmpty()) {
      return Restored.UNKNOWN;
    }
    ClickRow row = found.get();
    if (row.undoneAt != null && isOnAnotherMask(segment, click)) {
      return Restored.ON_ANOTHER_MASK;
    }
    row.redo();
    return Restored.COUNTS;
  }

  /**
   * Whether a change counts that came after a click, or one before it is undone and may come back.
   */
  private boolean isOnAnotherMask(SegmentSnapshot segment, long click) {
    return count(segment, "c.undoneAt is null and c.lastClick >= " + click) > 0
        || count(segment, "c.redoable and c.lastClick < " + click) > 0;
  }

  private <T> Optional<T> undoneLast(SegmentSnapshot segment, Class<T> type) {
    return first(segment, "c.redoable order by c.undoneAt desc, c.id", type);
  }

  /** Whether a change was undone after a click, and so comes back before it. */
  private static boolean isAbove(MaskChange change, Optional<ClickRow> click) {
    return click.filter(row -> time(row.undoneAt).isAfter(time(change.undoneAt))).isEmpty();
  }

  private static Instant time(@Nullable Instant undoneAt) {
    return undoneAt == null ? Instant.EPOCH : undoneAt;
  }

  private void redoChange(MaskChange change) {
    change.undoneAt = null;
    change.redoable = false;
    if (change.startId != null) {
      starts.redo(change.startId);
    }
    takeAway(change);
  }

  private <T> Optional<T> first(SegmentSnapshot segment, String condition, Class<T> type) {
    List<T> rows =
        entities
            .createQuery(
                "from " + type.getSimpleName() + " c where c.segmentId = :id and " + condition,
                type)
            .setParameter("id", segment.id())
            .setMaxResults(1)
            .getResultList();
    return rows.stream().findFirst();
  }

  /** How many changes of the whole mask count, and so can be undone once no click is left. */
  public long undoable(SegmentSnapshot segment) {
    return count(segment, "c.undoneAt is null");
  }

  /** How many undone changes of the whole mask can be brought back. */
  public long redoable(SegmentSnapshot segment) {
    return count(segment, "c.redoable");
  }

  private long count(SegmentSnapshot segment, String condition) {
    return entities
        .createQuery(
            "select count(c) from MaskChange c where c.segmentId = :id and " + condition,
            Long.class)
        .setParameter("id", segment.id())
        .getSingleResult();
  }
}
