package io.deepgrow.app.click;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.session.SessionEvents;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.seg.StructureCode;
import io.deepgrow.seg.Terminology;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The segments of a session. */
@ApplicationScoped
public class SegmentService {

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
                          int number = history.segments(session.id()).size() + 1;
                          if (number > limit) {
                            throw new ApiException(
                                ErrorCode.SEGMENT_LIMIT,
                                "A session has at most " + limit + " segments");
                          }
                          return history.addSegment(session.id(), number, id);
                        }));
    events.publish(sessionId, new SessionEvents.Event("segment", Integer.toString(added.number())));
    return added;
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
