package io.deepgrow.app.click;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Erased;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.inference.Click;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Segments and their clicks in the database. Every method joins the caller's transaction. */
@ApplicationScoped
class ClickHistory {

  /**
   * The clicks that count, in order.
   *
   * @param fingerprint numbers of the start mask and of the rows: the same for the same start and
   *     clicks only
   * @param start number of the mask that was there before them, if there is one
   */
  record Live(List<Click> clicks, String fingerprint, OptionalLong start) {}

  private final EntityManager entities;
  private final StartMaskStore starts;
  private final Clock clock;

  ClickHistory(EntityManager entities, StartMaskStore starts, Clock clock) {
    this.entities = entities;
    this.starts = starts;
    this.clock = clock;
  }

  SegmentKey addSegment(UUID session, int number, String structure) {
    Segment segment = new Segment();
    segment.sessionId = session;
    segment.number = number;
    segment.structureId = structure;
    segment.createdAt = clock.instant();
    entities.persist(segment);
    entities.flush();
    return segment.key();
  }

  List<SegmentKey> segments(UUID session) {
    return segments(session, "s.deletedAt is null order by s.number");
  }

  /** Segments that were deleted, the last one first. */
  List<SegmentKey> deleted(UUID session) {
    return segments(session, "s.deletedAt is not null order by s.deletedAt desc");
  }

  private List<SegmentKey> segments(UUID session, String condition) {
    return entities
        .createQuery("from Segment s where s.sessionId = :id and " + condition, Segment.class)
        .setParameter("id", session)
        .getResultList()
        .stream()
        .map(Segment::key)
        .toList();
  }

  Optional<SegmentKey> segment(UUID session, int number) {
    return segments(session).stream().filter(s -> s.number() == number).findFirst();
  }

  /** The highest number of a session's segments, deleted ones too; 0 for none. */
  int lastNumber(UUID session) {
    return entities
        .createQuery(
            "select coalesce(max(s.number), 0) from Segment s where s.sessionId = :id",
            Integer.class)
        .setParameter("id", session)
        .getSingleResult();
  }

  SegmentKey change(SegmentKey segment, String structure, String label, boolean locked) {
    Segment row = held(segment);
    row.structureId = structure;
    row.label = label;
    row.locked = locked;
    return row.key();
  }

  /**
   * Hides a segment; its clicks and masks stay.
   *
   * @throws ApiException {@code segment.locked}
   */
  void delete(SegmentKey segment) {
    hold(segment).deletedAt = clock.instant();
  }

  /** Brings a deleted segment back as it was. */
  void restore(SegmentKey segment) {
    held(segment).deletedAt = null;
  }

  /** How many undone clicks could be brought back. */
  long redoable(SegmentKey segment) {
    return entities
        .createQuery(
            "select count(c) from ClickRow c where c.segmentId = :id and c.redoable", Long.class)
        .setParameter("id", segment.id())
        .getSingleResult();
  }

  /**
   * Holds the segment's row until the transaction ends, against other replicas.
   *
   * @throws ApiException {@code segment.locked}
   */
  Segment hold(SegmentKey segment) {
    Segment row = held(segment);
    if (row.locked) {
      throw new ApiException(
          ErrorCode.SEGMENT_LOCKED,
          "Segment " + segment.number() + " is locked; unlock it to change what it marks");
    }
    return row;
  }

  /** The row, held whether it is locked or not. */
  private Segment held(SegmentKey segment) {
    return Optional.ofNullable(
            entities.find(Segment.class, segment.id(), LockModeType.PESSIMISTIC_WRITE))
        .orElseThrow(Erased::meanwhile);
  }

  /**
   * Lets nobody erase the segment until the transaction ends; others may go on with it.
   *
   * @throws ApiException {@code request.erased} when it is no more
   */
  void requireThere(SegmentKey segment) {
    List<?> rows =
        entities
            .createNativeQuery("select 1 from segment where id = :id for key share")
            .setParameter("id", segment.id())
            .getResultList();
    if (rows.isEmpty()) {
      throw Erased.meanwhile();
    }
  }

  Live live(SegmentKey segment) {
    List<ClickRow> rows = liveRows(segment);
    OptionalLong start = starts.latest(segment.id());
    String prefix = start.isPresent() ? "m" + start.getAsLong() + ":" : "";
    return new Live(
        rows.stream().map(ClickRow::click).toList(),
        rows.stream().map(r -> Long.toString(r.id())).collect(Collectors.joining(",", prefix, "")),
        start);
  }

  List<ClickRow> liveRows(SegmentKey segment) {
    return entities
        .createQuery(
            "from ClickRow c where c.segmentId = :id and c.undoneAt is null order by c.id",
            ClickRow.class)
        .setParameter("id", segment.id())
        .getResultList();
  }

  /** The number of a segment's newest click, whether it counts or not; 0 before the first. */
  long lastClick(SegmentKey segment) {
    return entities
        .createQuery(
            "select coalesce(max(c.id), 0) from ClickRow c where c.segmentId = :id", Long.class)
        .setParameter("id", segment.id())
        .getSingleResult();
  }

  /** What was undone can no longer be redone. */
  void forgetUndone(SegmentKey segment) {
    for (String rows : List.of("ClickRow", "MaskChange")) {
      entities
          .createQuery(
              "update " + rows + " c set c.redoable = false where c.segmentId = :id and c.redoable")
          .setParameter("id", segment.id())
          .executeUpdate();
    }
  }

  /** Appends a click; what was undone before can no longer be redone. */
  long add(SegmentKey segment, Click click) {
    forgetUndone(segment);
    ClickRow row = new ClickRow();
    row.segmentId = segment.id();
    row.kind = click.kind();
    row.i = click.voxel().i();
    row.j = click.voxel().j();
    row.k = click.voxel().k();
    row.extent = click.extent();
    row.createdAt = clock.instant();
    entities.persist(row);
    entities.flush();
    return row.id();
  }

  /** Marks the last live click undone; false when there is none. */
  boolean undo(SegmentKey segment) {
    List<ClickRow> rows = liveRows(segment);
    if (rows.isEmpty()) {
      return false;
    }
    return undo(segment, rows.get(rows.size() - 1).id());
  }

  /** Marks one live click undone; false when the segment has none of that number. */
  boolean undo(SegmentKey segment, long click) {
    Optional<ClickRow> found =
        liveRows(segment).stream().filter(row -> row.id() == click).findFirst();
    found.ifPresent(
        row -> {
          row.undoneAt = clock.instant();
          row.redoable = true;
        });
    return found.isPresent();
  }

  /** Brings back the click that was undone last; false when there is none. */
  boolean redo(SegmentKey segment) {
    List<ClickRow> rows =
        entities
            .createQuery(
                "from ClickRow c where c.segmentId = :id and c.redoable order by c.id",
                ClickRow.class)
            .setParameter("id", segment.id())
            .setMaxResults(1)
            .getResultList();
    rows.forEach(
        row -> {
          row.undoneAt = null;
          row.redoable = false;
        });
    return !rows.isEmpty();
  }

  /** The live clicks of every segment of a session, by segment number; all segments are there. */
  Map<Integer, List<Click>> liveBySegment(UUID session) {
    Map<Integer, List<Click>> clicks = new TreeMap<>();
    Map<Long, Integer> numbers = new HashMap<>();
    for (SegmentKey segment : segments(session)) {
      numbers.put(segment.id(), segment.number());
      clicks.put(segment.number(), new ArrayList<>());
    }
    entities
        .createQuery(
            "from ClickRow c where c.segmentId in :ids and c.undoneAt is null order by c.id",
            ClickRow.class)
        .setParameter("ids", numbers.isEmpty() ? List.of(-1L) : List.copyOf(numbers.keySet()))
        .getResultList()
        .forEach(row -> clicks.get(numbers.get(row.segmentId)).add(row.click()));
    return clicks;
  }

  /** Marks clicks undone, for good. */
  void remove(List<Long> rows) {
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
