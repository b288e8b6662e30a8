package io.deepgrow.app.click;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.session.SessionEvents;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.seg.StructureCode;
import io.deepgrow.seg.Terminology;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The segments of a session. */
@ApplicationScoped
public class SegmentService {

  private static final int HIGHEST = 255;

  private final SessionService sessions;
  private final ClickHistory history;
  private final SessionLocks locks;
  private final SessionEvents events;
  private final Terminology terminology = Terminology.standard();
  private final int limit;

  SegmentService(
      SessionService sessions,
      ClickHistory history,
      SessionLocks locks,
      SessionEvents events,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.history = history;
    this.locks = locks;
    this.events = events;
    this.limit = config.sessions().maxSegments();
  }

  /** Adds a segment with the next number. */
  public SegmentKey add(UUID sessionId, String structure) {
    SessionKey session = sessions.requireReady(sessionId);
    String id = code(structure).id();
    SegmentKey added =
        locks.inOrder(
            sessionId,
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () -> {
                          requireRoom(session.id());
                          int number = history.lastNumber(session.id()) + 1;
                          if (number > HIGHEST) {
                            throw new ApiException(
                                ErrorCode.SEGMENT_LIMIT,
                                "A session numbers at most " + HIGHEST + " segments");
                          }
                          return history.addSegment(session.id(), number, id);
                        }));
    events.publish(sessionId, new SessionEvents.Event("segment", Integer.toString(added.number())));
    return added;
  }

  /**
   * Gives a segment another structure or label, locks or unlocks it; null keeps what it has, an
   * empty label is the structure's own.
   */
  public SegmentKey change(
      UUID sessionId,
      int number,
      @Nullable String structure,
      @Nullable String label,
      @Nullable Boolean lock) {
    sessions.requireReady(sessionId);
    SegmentKey segment = require(sessionId, number);
    String id = structure == null ? segment.structureId() : code(structure).id();
    String name = label == null ? segment.label() : Labels.require(label);
    boolean locked = lock == null ? segment.locked() : lock;
    SegmentKey changed =
        locks.inOrder(
            sessionId,
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> history.change(segment, id, name, locked)));
    events.publish(sessionId, new SessionEvents.Event("segment", Integer.toString(number)));
    return changed;
  }

  /** Takes a segment out of its session; its history stays, and {@link #restore} brings it back. */
  public void delete(UUID sessionId, int number) {
    sessions.requireReady(sessionId);
    SegmentKey segment = require(sessionId, number);
    locks.inOrder(
        sessionId,
        () -> {
          QuarkusTransaction.requiringNew().run(() -> history.delete(segment));
          return segment;
        });
    events.publish(sessionId, new SessionEvents.Event("segment", Integer.toString(number)));
  }

  private void requireRoom(UUID session) {
    if (history.segments(session).size() >= limit) {
      throw new ApiException(
          ErrorCode.SEGMENT_LIMIT, "A session has at most " + limit + " segments");
    }
  }

  /**
   * Brings a deleted segment back as it was; one that is there stays.
   *
   * @throws ApiException {@code segment.not_found}, {@code segment.limit}
   */
  public SegmentKey restore(UUID sessionId, int number) {
    sessions.requireReady(sessionId);
    SegmentKey restored =
        locks.inOrder(
            sessionId,
            () -> QuarkusTransaction.requiringNew().call(() -> restored(sessionId, number)));
    events.publish(sessionId, new SessionEvents.Event("segment", Integer.toString(number)));
    return restored;
  }

  private SegmentKey restored(UUID sessionId, int number) {
    Optional<SegmentKey> deleted =
        history.deleted(sessionId).stream().filter(s -> s.number() == number).findFirst();
    if (deleted.isEmpty()) {
      return require(sessionId, number);
    }
    requireRoom(sessionId);
    history.restore(deleted.get());
    return deleted.get();
  }

  /** Segments that were deleted, the last one first. */
  public List<SegmentKey> deleted(UUID sessionId) {
    sessions.require(sessionId);
    return QuarkusTransaction.joiningExisting().call(() -> history.deleted(sessionId));
  }

  /** The codes of a segment under its own label. */
  public StructureCode code(SegmentKey segment) {
    StructureCode code = code(segment.structureId());
    return segment.label().isEmpty() ? code : code.labelled(segment.label());
  }

  public List<StructureCode> structures() {
    return terminology.structures();
  }

  /** What a structure's id stands for. */
  public StructureCode code(String structure) {
    return terminology
        .find(structure)
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.STRUCTURE_UNKNOWN,
                    "There is no structure '"
                        + structure
                        + "'; known are "
                        + terminology.structures().stream().map(StructureCode::id).toList()));
  }

  public List<SegmentKey> list(UUID sessionId) {
    sessions.require(sessionId);
    return QuarkusTransaction.joiningExisting().call(() -> history.segments(sessionId));
  }

  public SegmentKey require(UUID sessionId, int number) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> history.segment(sessionId, number))
        .orElseThrow(
            () ->
                new ApiException(
                    ErrorCode.SEGMENT_NOT_FOUND,
                    "Session " + sessionId + " has no segment " + number));
  }
}
