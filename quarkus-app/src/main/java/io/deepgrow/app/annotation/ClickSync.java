package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.click.ClickDiff;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.segment.SegmentRepository;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final SegmentRepository segments;
  private final ClickHistory history;
  private final SegmentWork work;
  private final AuditTrail audit;
  private final int limit;

  ClickSync(
      SessionService sessions,
      SegmentRepository segments,
      ClickHistory history,
      SegmentWork work,
      AuditTrail audit,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.work = work;
    this.audit = audit;
    this.limit = config.sessions().maxClicks();
  }

  /** The live clicks of every segment of a session, by segment number. */
  public Map<Integer, List<Click>> live(UUID sessionId) {
    return QuarkusTransaction.joiningExisting().call(() -> history.live(segments.of(sessionId)));
  }

  /**
   * Makes the segment's live clicks those of the list, and gives the mask that follows.
   *
   * @throws ApiException {@code click.limit} when the list is longer than a segment may have
   */
  public MaskStore.Current sync(UUID sessionId, int number, List<Click> requested) {
    if (requested.size() > limit) {
      throw new ApiException(ErrorCode.CLICK_LIMIT, "A segment has at most " + limit + " clicks");
    }
    Volume volume = sessions.series(sessions.requireReady(sessionId)).volume();
    WorkRequest.Change bring =
        (session, segment) -> {
          ClickDiff diff = ClickDiff.of(history.recorded(segment), requested);
          history.remove(diff.removed());
          for (Click click : diff.added()) {
            history.add(segment, click);
            audit.record("click.added", session.subject());
          }
          return OptionalLong.empty(); // of perhaps many
        };
    WorkRequest request =
        new WorkRequest(sessionId, number, Terms.NONE, PATIENCE, Optional.of(bring));
    return work.run(request, volume, new ServerTiming()).current();
  }
}
