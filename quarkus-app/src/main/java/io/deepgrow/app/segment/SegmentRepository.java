package io.deepgrow.app.segment;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Segments in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SegmentRepository {

  private final EntityManager entities;
  private final Clock clock;

  SegmentRepository(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Adds a segment; the caller holds the session. */
  SegmentSnapshot add(UUID session, int number, String structure) {
    return add(session, number, structure, false);
  }

  SegmentSnapshot add(UUID session, int number, String structure, boolean keepsOthers) {
    Segment segment = new Segment();
    segment.sessionId = session;
    segment.number = number;
    segment.structureId = structure;
    segment.keepsOthers = keepsOthers;
    segment.createdAt = clock.instant();
    entities.persist(segment);
    entities.flush();
    return segment.snapshot();
  }

  /** A session's segments by their number. */
  public List<SegmentSnapshot> of(UUID session) {
    return list(session, "s.deletedAt is null order by s.number");
  }

  /** Segments that were deleted, the last one first. */
  List<SegmentSnapshot> deleted(UUID session) {
    return list(session, "s.deletedAt is not null order by s.deletedAt desc");
  }

  private List<SegmentSnapshot> list(UUID session, String condition) {
    return entities
        .createQuery("from Segment s where s.sessionId = :id and " + condition, Segment.class)
        .setParameter("id", session)
        .getResultList()
        .stream()
        .map(Segment::snapshot)
        .toList();
  }

  private Optional<SegmentSnapshot> find(UUID session, int number) {
    return entities
        .createQuery(
            "from Segment s where s.sessionId = :id and s.number = :number and s.deletedAt is null",
            Segment.class)
        .setParameter("id", session)
        .setParameter("number", number)
        .getResultStream()
        .findFirst()
        .map(Segment::snapshot);
  }

  /**
   * A segment that was not deleted.
   *
   * @throws ApiException {@code segment.not_found}
   */
  public SegmentSnapshot require(UUID session, int number) {
    return find(session, number)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.SEGMENT_NOT_FOUND,
                    "Session " + session + " has no segment " + number));
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

  SegmentSnapshot change(SegmentSnapshot segment, String structure, String label, boolean locked) {
    return change(segment, structure, label, locked, segment.keepsOthers());
  }

  SegmentSnapshot change(
      SegmentSnapshot segment,
      String structure,
      String label,
      boolean locked,
      boolean keepsOthers) {
    Segment row = row(segment);
    row.keepsOthers = keepsOthers;
    row.structureId = structure;
    row.label = label;
    row.locked = locked;
    return row.snapshot();
  }

  /** Hides a segment; its clicks and masks stay. */
  void delete(SegmentSnapshot segment) {
    row(segment).deletedAt = clock.instant();
  }

  /** Brings a deleted segment back as it was. */
  void restore(SegmentSnapshot segment) {
    row(segment).deletedAt = null;
  }

  private Segment row(SegmentSnapshot segment) {
    return entities.find(Segment.class, segment.id());
  }
}
