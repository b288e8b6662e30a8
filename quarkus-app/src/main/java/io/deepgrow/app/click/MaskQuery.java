package io.deepgrow.app.click;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.series.LoadedSeries;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The masks of a session as they belong to its clicks, made first where a crash left them out. */
@ApplicationScoped
public class MaskQuery {

  /** A segment with its mask and the series it lies in. */
  public record SegmentMask(SegmentKey segment, MaskStore.Current current, LoadedSeries series) {}

  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickHistory history;
  private final MaskStore masks;
  private final MaskUpdate update;
  private final ModelService models;
  private final SessionLocks locks;

  MaskQuery(
      SessionService sessions,
      SegmentService segments,
      ClickHistory history,
      MaskStore masks,
      MaskUpdate update,
      ModelService models,
      SessionLocks locks) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.masks = masks;
    this.update = update;
    this.models = models;
    this.locks = locks;
  }

  public SegmentMask mask(UUID sessionId, int number) {
    SessionKey session = sessions.requireReady(sessionId);
    return mask(session, segments.require(sessionId, number), sessions.series(session));
  }

  /** All segments of a session, empty ones too. */
  public List<SegmentMask> all(UUID sessionId) {
    SessionKey session = sessions.requireReady(sessionId);
    LoadedSeries series = sessions.series(session);
    List<SegmentMask> all = new ArrayList<>();
    for (SegmentKey segment : segments.list(sessionId)) {
      all.add(mask(session, segment, series));
    }
    return all;
  }

  private SegmentMask mask(SessionKey session, SegmentKey segment, LoadedSeries series) {
    MaskStore.Current current = stored(segment, series);
    boolean stale =
        !QuarkusTransaction.requiringNew()
            .call(() -> history.live(segment).fingerprint())
            .equals(current.liveClicks());
    if (stale) {
      locks.inOrder(
          session.id(),
          () -> {
            try (ModelService.Place place = models.enter()) {
              return update.bringUpToDate(session, segment, series.volume(), new ServerTiming());
            }
          });
      current = stored(segment, series);
    }
    return new SegmentMask(segment, current, series);
  }

  private MaskStore.Current stored(SegmentKey segment, LoadedSeries series) {
    return QuarkusTransaction.requiringNew()
        .call(() -> masks.current(segment.id(), series.volume().geometry()));
  }
}
