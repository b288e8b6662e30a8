package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Boxes, scribbles and lassos: the clicks that each stands for, as one step of the history. */
@ApplicationScoped
class PromptService {

  private final SessionService sessions;
  private final ClickHistory history;
  private final SegmentWork work;
  private final AuditTrail audit;
  private final StepMeters meters;
  private final int limit;

  PromptService(
      SessionService sessions,
      ClickHistory history,
      SegmentWork work,
      AuditTrail audit,
      StepMeters meters,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.history = history;
    this.work = work;
    this.audit = audit;
    this.meters = meters;
    this.limit = config.sessions().maxClicks();
  }

  /**
   * Adds the clicks of what was drawn.
   *
   * @throws ApiException {@code prompt.malformed}, {@code click.limit} with nothing added; as every
   *     change {@code segment.changed} when the segment is not as the caller has seen it
   */
  ClickService.Timed draw(UUID sessionId, int number, PromptRequest request, Terms terms) {
    ServerTiming timing = new ServerTiming();
    Volume volume =
        timing.measure("load", () -> sessions.series(sessions.requireReady(sessionId)).volume());
    List<Click> clicks =
        timing.measure("prompt", () -> request.in(volume.geometry()).clicks(volume));
    WorkRequest.Change add =
        (session, segment) -> {
          if (history.live(segment).clicks().size() + clicks.size() > limit) {
            throw new ApiException(
                ErrorCode.CLICK_LIMIT,
                "A segment has at most " + limit + " clicks, and this is " + clicks.size());
          }
          audit.record("click.added", session.subject());
          return OptionalLong.of(history.add(segment, clicks));
        };
    ClickAnswer answer =
        work.run(WorkRequest.of(sessionId, number, terms, add), volume, timing).answer();
    meters.count(timing);
    return new ClickService.Timed(answer, timing.header());
  }
}
