package io.deepgrow.app.annotation;

import io.deepgrow.app.audit.AuditDownloads;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.segment.SegmentRepository;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The masks of a session as they belong to its clicks, made first where a crash left them out. */
@ApplicationScoped
public class MaskQuery {

  /** A segment with its mask and the series it lies in. */
  public record SegmentMask(
      SegmentSnapshot segment, MaskStore.Current current, LoadedSeries series) {}

  /** A segment, its newest mask, and whether that is the one of its clicks. */
  private record Stored(SegmentSnapshot segment, MaskStore.Current current, boolean upToDate) {}

  private final SessionService sessions;
  private final SegmentService segments;
  private final SegmentRepository repository;
  private final ClickHistory history;
  private final MaskStore masks;
  private final SegmentWork work;
  private final AuditDownloads downloads;

  MaskQuery(
      SessionService sessions,
      SegmentService segments,
      SegmentRepository repository,
      ClickHistory history,
      MaskStore masks,
      SegmentWork work,
      AuditDownloads downloads) {
    this.downloads = downloads;
    this.sessions = sessions;
    this.segments = segments;
    this.repository = repository;
    this.history = history;
    this.masks = masks;
    this.work = work;
  }

  /** The mask of a segment. */
  public SegmentMask mask(UUID sessionId, int number) {
    SessionKey session = sessions.requireReady(sessionId);
    SegmentSnapshot segment = segments.require(sessionId, number);
    LoadedSeries series = sessions.series(session);
    Stored stored =
        QuarkusTransaction.requiringNew().call(() -> stored(segment, series.volume().geometry()));
    return upToDate(stored, series);
  }

  /** The mask of a segment that leaves the service as a file. */
  Mask download(UUID sessionId, int number) {
    Mask mask = mask(sessionId, number).current().mask();
    downloads.mask(sessions.requireReady(sessionId).subject());
    return mask;
  }

  /** All segments of a session, empty ones too. */
  public List<SegmentMask> all(UUID sessionId) {
    SessionKey session = sessions.requireReady(sessionId);
    LoadedSeries series = sessions.series(session);
    VolumeGeometry geometry = series.volume().geometry();
    List<Stored> all =
        QuarkusTransaction.requiringNew()
            .call(() -> repository.of(sessionId).stream().map(s -> stored(s, geometry)).toList());
    return all.stream().map(stored -> upToDate(stored, series)).toList();
  }

  private Stored stored(SegmentSnapshot segment, VolumeGeometry geometry) {
    MaskStore.Current current = masks.current(segment.id(), geometry);
    String live = history.live(segment).fingerprint();
    return new Stored(segment, current, live.equals(current.liveClicks()));
  }

  private SegmentMask upToDate(Stored stored, LoadedSeries series) {
    SegmentSnapshot segment = stored.segment();
    MaskStore.Current current =
        stored.upToDate()
            ? stored.current()
            : work.run(
                    WorkRequest.upToDate(segment.sessionId(), segment.number()),
                    series.volume(),
                    new ServerTiming())
                .current();
    return new SegmentMask(segment, current, series);
  }
}
