package io.deepgrow.app.console;

import io.deepgrow.app.event.SessionEvent;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.overview.SessionActivity;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.result.ResultView;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.app.viewer.ViewerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What the page of one session shows. */
@ApplicationScoped
class SessionSheet {

  private static final int EVENTS = 30;
  private static final int NAME = 8;

  /** A segment of a session. */
  record SegmentRow(int number, String label, boolean locked, int revision, long clicks) {}

  /**
   * One session.
   *
   * @param name what has to be typed to close it
   * @param viewer where the viewer shows it, or empty
   */
  record Shown(
      SessionKey session,
      String name,
      String viewer,
      String failure,
      SessionActivity.Clicks clicks,
      Chart chart,
      List<SegmentRow> segments,
      List<ResultView> results,
      List<SessionEvent> events) {
    public boolean open() {
      return session.state() != SessionState.CLOSED;
    }
  }

  private final Frames frames;
  private final SessionService sessions;
  private final SegmentService segments;
  private final SessionActivity activity;
  private final ResultService results;
  private final SessionEventLog events;
  private final ViewerConfig viewer;

  SessionSheet(
      Frames frames,
      SessionService sessions,
      SegmentService segments,
      SessionActivity activity,
      ResultService results,
      SessionEventLog events,
      ViewerConfig viewer) {
    this.frames = frames;
    this.sessions = sessions;
    this.segments = segments;
    this.activity = activity;
    this.results = results;
    this.events = events;
    this.viewer = viewer;
  }

  /** By which people tell sessions apart. */
  static String name(UUID session) {
    return session.toString().substring(0, NAME);
  }

  /** All of it; the caller may see the session. */
  Shown of(SessionKey session) {
    UUID id = session.id();
    SessionActivity.Clicks clicks = activity.of(id);
    List<SegmentRow> rows =
        segments.list(id).stream()
            .map(
                (SegmentSnapshot s) ->
                    new SegmentRow(
                        s.number(),
                        segments.code(s).label(),
                        s.locked(),
                        s.revision(),
                        clicks.ofSegments().getOrDefault(s.number(), 0L)))
            .toList();
    String link =
        new Links(frames.base() + "deepgrow")
            .with("StudyInstanceUIDs", session.studyUid())
            .toString();
    return new Shown(
        session,
        name(id),
        viewer.enabled() ? link : "",
        sessions.failure(id),
        clicks,
        Chart.of(clicks.counts()),
        rows,
        results.list(id),
        last(id));
  }

  /** The newest events, the newest first. */
  private List<SessionEvent> last(UUID id) {
    long newest = events.last(List.of(id)).getOrDefault(id, 0L);
    List<SessionEvent> found = new ArrayList<>(events.after(id, newest - EVENTS));
    Collections.reverse(found);
    return found;
  }
}
