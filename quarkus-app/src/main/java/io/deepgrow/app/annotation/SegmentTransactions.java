package io.deepgrow.app.annotation;

import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.idempotency.IdempotentRequests;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.segment.SegmentRepository;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.segment.SettledSegments;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.Timings;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The two transactions of {@link SegmentWork}; each holds the session's row. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class SegmentTransactions {

  private final SessionService sessions;
  private final SegmentRepository segments;
  private final ClickHistory history;
  private final MaskStore masks;
  private final StartMaskStore starts;
  private final IdempotentRequests requests;
  private final SessionEventLog events;
  private final SettledSegments settled;

  SegmentTransactions(
      SessionService sessions,
      SegmentRepository segments,
      ClickHistory history,
      MaskStore masks,
      StartMaskStore starts,
      IdempotentRequests requests,
      SessionEventLog events,
      SettledSegments settled) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.masks = masks;
    this.starts = starts;
    this.requests = requests;
    this.events = events;
    this.settled = settled;
  }

  /** Commits what a request changes, unless its key came before. */
  Stage begin(WorkRequest request, VolumeGeometry geometry) {
    SessionKey session = sessions.hold(request.session());
    Optional<IdempotentRequests.Earlier> earlier = request.terms().key().flatMap(requests::begin);
    SegmentSnapshot segment = segments.require(request.session(), request.number());
    Optional<ClickAnswer.Outcome> outcome =
        earlier
            .flatMap(IdempotentRequests.Earlier::outcome)
            .map(written -> requests.read(written, ClickAnswer.Outcome.class));
    Optional<Stage.Done> answered = outcome.flatMap(known -> again(segment, known, geometry));
    if (answered.isPresent()) {
      return answered.get();
    }
    MaskStore.Current before = masks.current(segment.id(), geometry);
    OptionalLong click =
        earlier.isPresent()
            ? outcome.map(ClickAnswer.Outcome::added).orElse(OptionalLong.empty())
            : change(request, session, segment, before);
    ClickHistory.Live live = history.live(segment);
    if (live.fingerprint().equals(before.liveClicks())) {
      return done(request, segment, live, before, before, 0, click);
    }
    Optional<Mask> made = masks.madeBy(segment.id(), live.fingerprint(), geometry);
    return made.isPresent()
        ? append(request, segment, live, before, before, made.get(), 0, click, OptionalLong.empty())
        : new Stage.Pending(session, live, before, start(live, geometry), click);
  }

  /** Makes the change, if the segment is as the caller has seen it; the click that it adds. */
  private OptionalLong change(
      WorkRequest request, SessionKey session, SegmentSnapshot segment, MaskStore.Current before) {
    if (request.change().isEmpty()) {
      return OptionalLong.empty();
    }
    request.terms().ifMatch().require(segment, settled.isSettled(segment));
    segment.requireUnlocked();
    OptionalLong click = request.change().get().apply(session, segment);
    if (click.isPresent()) {
      // a crash may come before the mask, and the same request again
      ClickAnswer.Outcome begun = ClickAnswer.Outcome.begun(before.revision(), click.getAsLong());
      request.terms().key().ifPresent(key -> requests.finish(key, begun));
    }
    return click;
  }

  /** Commits the mask that the network made, if it is still the one of the clicks that count. */
  Stage end(WorkRequest request, Stage.Pending begun, Prediction prediction) {
    Mask mask = prediction.mask();
    SessionKey session = sessions.hold(request.session());
    SegmentSnapshot segment = segments.require(request.session(), request.number());
    ClickHistory.Live live = history.live(segment);
    MaskStore.Current latest = masks.current(segment.id(), mask.geometry());
    if (live.fingerprint().equals(latest.liveClicks())) {
      // another replica made it
      return done(request, segment, live, begun.before(), latest, 0, begun.click());
    }
    if (live.fingerprint().equals(begun.live().fingerprint())) {
      int passes = prediction.passes();
      return append(
          request,
          segment,
          live,
          begun.before(),
          latest,
          mask,
          passes,
          begun.click(),
          micros(prediction.timings()));
    }
    return new Stage.Pending(
        session, live, begun.before(), start(live, mask.geometry()), begun.click());
  }

  /** The answer that was given before; none when its revisions are no longer kept. */
  private Optional<Stage.Done> again(
      SegmentSnapshot segment, ClickAnswer.Outcome outcome, VolumeGeometry geometry) {
    Optional<MaskStore.Current> from = masks.revision(segment.id(), outcome.from(), geometry);
    Optional<MaskStore.Current> to = masks.revision(segment.id(), outcome.to(), geometry);
    return from.isPresent() && to.isPresent()
        ? Optional.of(new Stage.Done(segment, to.get(), from.get().mask(), outcome))
        : Optional.empty();
  }

  /** How long the network took; nothing where its mask was remembered. */
  private static OptionalLong micros(Timings timings) {
    if (timings.infer() == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        TimeUnit.NANOSECONDS.toMicros(timings.crop() + timings.infer() + timings.restore()));
  }

  private Stage.Done append(
      WorkRequest request,
      SegmentSnapshot segment,
      ClickHistory.Live live,
      MaskStore.Current before,
      MaskStore.Current latest,
      Mask mask,
      int passes,
      OptionalLong click,
      OptionalLong micros) {
    Mask own = segment.keepsOthers() ? withoutOthers(segment, latest.mask(), mask) : mask;
    MaskStore.Current current = masks.append(segment.id(), latest, live.fingerprint(), own, micros);
    events.append(request.session(), "revision", segment.number() + ":" + current.revision());
    return done(request, segment, live, before, current, passes, click);
  }

  /** A mask without what it would take from other segments; what it shares already it keeps. */
  private Mask withoutOthers(SegmentSnapshot segment, Mask before, Mask mask) {
    Mask added = mask.andNot(before);
    if (added.isEmpty()) {
      return mask;
    }
    return segments.of(segment.sessionId()).stream()
        .filter(other -> other.id() != segment.id())
        .map(other -> masks.current(other.id(), mask.geometry()).mask().and(added))
        .reduce(mask, Mask::andNot);
  }

  private Stage.Done done(
      WorkRequest request,
      SegmentSnapshot segment,
      ClickHistory.Live live,
      MaskStore.Current before,
      MaskStore.Current current,
      int passes,
      OptionalLong click) {
    ClickAnswer.Outcome outcome =
        ClickAnswer.Outcome.of(before.revision(), current.revision(), live.clicks(), passes, click);
    request.terms().key().ifPresent(key -> requests.finish(key, outcome));
    return new Stage.Done(segment, current, before.mask(), outcome);
  }

  private Mask start(ClickHistory.Live live, VolumeGeometry geometry) {
    return live.start().isPresent()
        ? starts.mask(live.start().getAsLong(), geometry)
        : Mask.empty(geometry);
  }
}
