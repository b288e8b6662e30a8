package io.deepgrow.app.click;

import io.deepgrow.app.Sha256;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.inference.click.Click;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clicks of segments in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ClickHistory {

  /**
   * The clicks that count, in order.
   *
   * @param fingerprint a hash of the numbers of the start mask and of the rows: the same for the
   *     same start and clicks only; empty for neither
   * @param start number of the mask that was there before them, if there is one
   */
  public record Live(List<Click> clicks, String fingerprint, OptionalLong start) {}

  private final EntityManager entities;
  private final StartMaskStore starts;
  private final Clock clock;
  private final CurrentCaller callers;

  ClickHistory(EntityManager entities, StartMaskStore starts, Clock clock, CurrentCaller callers) {
    this.entities = entities;
    this.starts = starts;
    this.clock = clock;
    this.callers = callers;
  }

  /** How many undone clicks could be brought back. */
  public long redoable(SegmentSnapshot segment) {
    return entities
        .createQuery(
            "select count(c) from ClickRow c where c.segmentId = :id and c.redoable", Long.class)
        .setParameter("id", segment.id())
        .getSingleResult();
  }

  /** The clicks of a segment that count. */
  public Live live(SegmentSnapshot segment) {
    List<ClickRow> rows = liveRows(segment);
    OptionalLong start = starts.latest(segment.id());
    String prefix = start.isPresent() ? "m" + start.getAsLong() + ":" : "";
    String numbers =
        rows.stream().map(r -> Long.toString(r.id())).collect(Collectors.joining(",", prefix, ""));
    return new Live(
        rows.stream().map(ClickRow::click).toList(),
        numbers.isEmpty() ? "" : Sha256.of(numbers),
        start);
  }

  /** The clicks of a segment that count, with their numbers and times. */
  public List<RecordedClick> recorded(SegmentSnapshot segment) {
    return liveRows(segment).stream().map(ClickRow::recorded).toList();
  }

  List<ClickRow> liveRows(SegmentSnapshot segment) {
    return entities
        .createQuery(
            "from ClickRow c where c.segmentId = :id and c.undoneAt is null order by c.id",
            ClickRow.class)
        .setParameter("id", segment.id())
        .getResultList();
  }

  /** The number of a segment's newest click, whether it counts or not; 0 before the first. */
  long lastClick(SegmentSnapshot segment) {
    return entities
        .createQuery(
            "select coalesce(max(c.id), 0) from ClickRow c where c.segmentId = :id", Long.class)
        .setParameter("id", segment.id())
        .getSingleResult();
  }

  /** What was undone can no longer be redone. */
  void forgetUndone(SegmentSnapshot segment) {
    for (String rows : List.of("ClickRow", "MaskChange")) {
      entities
          .createQuery(
              "update " + rows + " c set c.redoable = false where c.segmentId = :id and c.redoable")
          .setParameter("id", segment.id())
          .executeUpdate();
    }
  }

  /** Appends a click; what was undone before can no longer be redone. */
  public long add(SegmentSnapshot segment, Click click) {
    return add(segment, List.of(click));
  }

  /**
   * Appends clicks that are undone and brought back together; what was undone before can no longer
   * be redone.
   *
   * @param made at least one
   * @return the number of the first
   */
  public long add(SegmentSnapshot segment, List<Click> made) {
    forgetUndone(segment);
    List<ClickRow> rows = made.stream().map(click -> persisted(segment, click)).toList();
    long first = rows.get(0).id();
    if (rows.size() > 1) {
      rows.forEach(row -> row.prompt = first);
      entities.flush();
    }
    return first;
  }

  private ClickRow persisted(SegmentSnapshot segment, Click click) {
    ClickRow row = new ClickRow();
    row.segmentId = segment.id();
    row.kind = click.kind();
    row.i = click.voxel().i();
    row.j = click.voxel().j();
    row.k = click.voxel().k();
    row.extent = click.extent();
    row.createdAt = clock.instant();
    row.createdBy = callers.get().id();
    entities.persist(row);
    entities.flush();
    return row;
  }

  /**
   * Marks the last live click undone, with those that were drawn with it; false when there is none.
   */
  public boolean undo(SegmentSnapshot segment) {
    List<ClickRow> rows = liveRows(segment);
    if (rows.isEmpty()) {
      return false;
    }
    ClickRow last = rows.get(rows.size() - 1);
    Instant now = undoneNow(segment);
    rows.stream().filter(row -> row == last || row.isDrawnWith(last)).forEach(row -> row.undo(now));
    return true;
  }

  /** Marks one live click undone; false when the segment has none of that number. */
  public boolean undo(SegmentSnapshot segment, long click) {
    return undo(segment, click, true);
  }

  /**
   * As {@link #undo(SegmentSnapshot, long)}; what is not redoable comes back by its number only.
   */
  public boolean undo(SegmentSnapshot segment, long click, boolean redoable) {
    Optional<ClickRow> found =
        liveRows(segment).stream().filter(row -> row.id() == click).findFirst();
    found.ifPresent(
        row -> {
          row.undoneAt = undoneNow(segment);
          row.redoable = redoable;
        });
    return found.isPresent();
  }

  /**
   * The time for what is undone now: later than that of all that was undone before, whatever the
   * clock says, because it is the order in which things are brought back.
   */
  Instant undoneNow(SegmentSnapshot segment) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return lastUndone(segment)
        .map(last -> last.plus(1, ChronoUnit.MICROS))
        .filter(now::isBefore)
        .orElse(now);
  }

  private Optional<Instant> lastUndone(SegmentSnapshot segment) {
    return Stream.of("ClickRow", "MaskChange")
        .flatMap(
            rows ->
                entities
                    .createQuery(
                        "select c.undoneAt from "
                            + rows
                            + " c where c.segmentId = :id and c.redoable"
                            + " order by c.undoneAt desc",
                        Instant.class)
                    .setParameter("id", segment.id())
                    .setMaxResults(1)
                    .getResultStream())
        .max(Comparator.naturalOrder());
  }

  /** The live clicks of these segments, by segment number; all segments are there. */
  public Map<Integer, List<Click>> live(List<SegmentSnapshot> segments) {
    Map<Integer, List<Click>> clicks = new TreeMap<>();
    Map<Long, List<Click>> rows = new HashMap<>();
    for (SegmentSnapshot segment : segments) {
      List<Click> own = new ArrayList<>();
      rows.put(segment.id(), own);
      clicks.put(segment.number(), own);
    }
    entities
        .createQuery(
            "from ClickRow c where c.segmentId in :ids and c.undoneAt is null order by c.id",
            ClickRow.class)
        .setParameter("ids", rows.isEmpty() ? List.of(-1L) : List.copyOf(rows.keySet()))
        .getResultList()
        .forEach(
            row ->
                Objects.requireNonNull(rows.get(row.segmentId), "a click of another segment")
                    .add(row.click()));
    return clicks;
  }

  /** Marks clicks undone, for good. */
  public void remove(List<Long> rows) {
    if (!rows.isEmpty()) {
      entities
          .createQuery(
              "update ClickRow c set c.undoneAt = :now, c.redoable = false where c.id in :rows")
          .setParameter("now", clock.instant())
          .setParameter("rows", rows)
          .executeUpdate();
    }
  }
}
