package io.deepgrow.app.segment;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.idempotency.IdempotentRequests;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of segments. Each change is one transaction that holds the session's row. */
@ApplicationScoped
public class SegmentService {

  private static final int HIGHEST = 255;

  private final SessionService sessions;
  private final SegmentRepository segments;
  private final IdempotentRequests requests;
  private final SessionEventLog events;
  private final SettledSegments settled;
  private final AuditTrail audit;
  private final Terminology terminology = Terminology.standard();
  private final int limit;

  SegmentService(
      SessionService sessions,
      SegmentRepository segments,
      IdempotentRequests requests,
      SessionEventLog events,
      SettledSegments settled,
      AuditTrail audit,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.segments = segments;
    this.requests = requests;
    this.events = events;
    this.settled = settled;
    this.audit = audit;
    this.limit = config.sessions().maxSegments();
  }

  /** Adds a segment with the next number. */
  public SegmentSnapshot add(UUID sessionId, String structure, Optional<RequestKey> key) {
    return add(sessionId, structure, false, key);
  }

  /**
   * As {@link #add(UUID, String, Optional)}.
   *
   * @param keepsOthers whether it takes no voxel that another segment has
   */
  public SegmentSnapshot add(
      UUID sessionId, String structure, boolean keepsOthers, Optional<RequestKey> key) {
    String id = code(structure).id();
    return once(
        sessionId,
        key,
        "segment.added",
        () -> {
          requireRoom(sessionId);
          int number = segments.lastNumber(sessionId) + 1;
          if (number > HIGHEST) {
            throw new ApiException(
                ErrorCode.SEGMENT_LIMIT, "A session numbers at most " + HIGHEST + " segments");
          }
          return segments.add(sessionId, number, id, keepsOthers);
        });
  }

  /**
   * Gives a segment another structure or label, locks or unlocks it; null keeps what it has, an
   * empty label is the structure's own.
   *
   * @throws ApiException {@code segment.changed}
   */
  public SegmentSnapshot change(
      UUID sessionId,
      int number,
      @Nullable String structure,
      @Nullable String label,
      @Nullable Boolean lock,
      Terms terms) {
    return change(sessionId, number, structure, label, lock, null, terms);
  }

  /** As above, and says whether it leaves others what they have; null keeps what is said. */
  public SegmentSnapshot change(
      UUID sessionId,
      int number,
      @Nullable String structure,
      @Nullable String label,
      @Nullable Boolean lock,
      @Nullable Boolean keepsOthers,
      Terms terms) {
    Optional<String> id = Optional.ofNullable(structure).map(s -> code(s).id());
    Optional<String> name = Optional.ofNullable(label).map(Labels::require);
    return once(
        sessionId,
        terms.key(),
        "segment.changed",
        () -> {
          SegmentSnapshot segment = required(sessionId, number, terms);
          return segments.change(
              segment,
              id.orElse(segment.structureId()),
              name.orElse(segment.label()),
              lock == null ? segment.locked() : lock,
              keepsOthers == null ? segment.keepsOthers() : keepsOthers);
        });
  }

  /**
   * Takes a segment out of its session; its history stays, and {@link #restore} brings it back.
   *
   * @throws ApiException {@code segment.locked}, {@code segment.changed}
   */
  public void delete(UUID sessionId, int number, Terms terms) {
    once(
        sessionId,
        terms.key(),
        "segment.deleted",
        () -> {
          SegmentSnapshot segment = required(sessionId, number, terms);
          segment.requireUnlocked();
          segments.delete(segment);
          return segment;
        });
  }

  /**
   * Brings a deleted segment back as it was; one that is there stays.
   *
   * @throws ApiException {@code segment.not_found}, {@code segment.limit}, {@code segment.changed}
   */
  public SegmentSnapshot restore(UUID sessionId, int number, Terms terms) {
    return once(
        sessionId, terms.key(), "segment.restored", () -> restored(sessionId, number, terms));
  }

  private SegmentSnapshot restored(UUID sessionId, int number, Terms terms) {
    Optional<SegmentSnapshot> deleted =
        segments.deleted(sessionId).stream().filter(s -> s.number() == number).findFirst();
    if (deleted.isEmpty()) {
      return required(sessionId, number, terms);
    }
    require(deleted.get(), terms);
    requireRoom(sessionId);
    segments.restore(deleted.get());
    return deleted.get();
  }

  private SegmentSnapshot required(UUID sessionId, int number, Terms terms) {
    return require(segments.require(sessionId, number), terms);
  }

  private SegmentSnapshot require(SegmentSnapshot segment, Terms terms) {
    terms.ifMatch().require(segment, settled.isSettled(segment));
    return segment;
  }

  private SegmentSnapshot once(
      UUID sessionId, Optional<RequestKey> key, String deed, Supplier<SegmentSnapshot> change) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              SessionKey session = sessions.hold(sessionId);
              return requests.once(
                  key,
                  SegmentSnapshot.class,
                  () -> {
                    SegmentSnapshot changed = change.get();
                    audit.record(deed, session.subject());
                    events.append(sessionId, "segment", Integer.toString(changed.number()));
                    return changed;
                  });
            });
  }

  private void requireRoom(UUID session) {
    if (segments.of(session).size() >= limit) {
      throw new ApiException(
          ErrorCode.SEGMENT_LIMIT, "A session has at most " + limit + " segments");
    }
  }

  /** Segments that were deleted, the last one first. */
  public List<SegmentSnapshot> deleted(UUID sessionId) {
    sessions.require(sessionId);
    return QuarkusTransaction.joiningExisting().call(() -> segments.deleted(sessionId));
  }

  /** The codes of a segment under its own label. */
  public StructureCode code(SegmentSnapshot segment) {
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

  public List<SegmentSnapshot> list(UUID sessionId) {
    sessions.require(sessionId);
    return QuarkusTransaction.joiningExisting().call(() -> segments.of(sessionId));
  }

  /**
   * A segment of a session.
   *
   * @throws ApiException {@code segment.not_found}
   */
  public SegmentSnapshot require(UUID sessionId, int number) {
    return QuarkusTransaction.joiningExisting().call(() -> segments.require(sessionId, number));
  }
}
