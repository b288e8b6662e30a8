package io.deepgrow.app.click;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.Click;
import io.deepgrow.volume.Volume;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Clicks of callers that hold the whole list and send it every time: what is new is added to the
 * history, what is gone is undone, what stays stays.
 */
@ApplicationScoped
public class ClickSync {

  /** These callers show an error instead of coming again, and wait 60 s for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickHistory history;
  private final MaskStore masks;
  private final MaskUpdate update;
  private final ModelService models;
  private final SessionLocks locks;
  private final AuditTrail audit;
  private final int limit;

  ClickSync(
      SessionService sessions,
      SegmentService segments,
      ClickHistory history,
      MaskStore masks,
      MaskUpdate update,
      ModelService models,
      SessionLocks locks,
      AuditTrail audit,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.masks = masks;
    this.update = update;
    this.models = models;
    this.locks = locks;
    this.audit = audit;
    this.limit = config.sessions().maxClicks();
  }

  /** The live clicks of every segment of a session, by segment number. */
  public Map<Integer, List<Click>> live(UUID sessionId) {
    return QuarkusTransaction.joiningExisting().call(() -> history.liveBySegment(sessionId));
  }

  /**
   * Makes the segment's live clicks those of the list, and gives the mask that follows.
   *
   * @throws ApiException {@code click.limit} when the list is longer than a segment may have
   */
  public MaskStore.Current sync(UUID sessionId, int number, List<Click> wanted) {
    if (wanted.size() > limit) {
      throw new ApiException(ErrorCode.CLICK_LIMIT, "A segment has at most " + limit + " clicks");
    }
    SessionKey session = sessions.requireReady(sessionId);
    SegmentKey segment = segments.require(sessionId, number);
    Volume volume = sessions.series(session).volume();
    return locks.inOrder(
        sessionId,
        () -> {
          try (ModelService.Place place = models.enter(PATIENCE)) {
            QuarkusTransaction.requiringNew().run(() -> change(session, segment, wanted));
            update.bringUpToDate(session, segment, volume, new ServerTiming());
            return QuarkusTransaction.requiringNew()
                .call(() -> masks.current(segment.id(), volume.geometry()));
          }
        });
  }

  private void change(SessionKey session, SegmentKey segment, List<Click> wanted) {
    history.hold(segment);
    ClickDiff diff = ClickDiff.of(history.liveRows(segment), wanted);
    history.remove(diff.removed());
    for (Click click : diff.added()) {
      history.add(segment, click);
      audit.record("click.added", session);
    }
  }
}
