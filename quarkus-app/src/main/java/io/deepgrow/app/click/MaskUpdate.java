package io.deepgrow.app.click;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.session.SessionEvents;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.inference.Prediction;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VolumeGeometry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes the mask that belongs to a segment's live clicks and keeps it as a revision. */
@ApplicationScoped
class MaskUpdate {

  private final ClickHistory history;
  private final MaskStore masks;
  private final StartMaskStore starts;
  private final ModelService models;
  private final SessionEvents events;

  MaskUpdate(
      ClickHistory history,
      MaskStore masks,
      StartMaskStore starts,
      ModelService models,
      SessionEvents events) {
    this.history = history;
    this.masks = masks;
    this.starts = starts;
    this.models = models;
    this.events = events;
  }

  /** What the database knows before a mask is made. */
  private record Known(
      ClickHistory.Live live, MaskStore.Current before, Optional<Mask> made, Mask start) {}

  private Mask start(ClickHistory.Live live, VolumeGeometry geometry) {
    return live.start().isPresent()
        ? starts.mask(live.start().getAsLong(), geometry)
        : Mask.empty(geometry);
  }

  /** The caller holds the session's lock. */
  ClickAnswer bringUpToDate(
      SessionKey session, SegmentKey segment, Volume volume, ServerTiming timing) {
    Known known =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  history.requireThere(segment);
                  ClickHistory.Live live = history.live(segment);
                  MaskStore.Current before = masks.current(segment.id(), volume.geometry());
                  return new Known(
                      live,
                      before,
                      live.fingerprint().equals(before.liveClicks())
                          ? Optional.of(before.mask())
                          : masks.madeBy(segment.id(), live.fingerprint(), volume.geometry()),
                      start(live, volume.geometry()));
                });
    Mask before = known.before().mask();
    ClickHistory.Live live = known.live();
    if (live.fingerprint().equals(known.before().liveClicks())) {
      return ClickAnswer.of(known.before(), before, live.clicks(), 0);
    }
    int passes = 0;
    Mask mask;
    if (known.made().isPresent()) {
      mask = known.made().get();
    } else {
      Prediction prediction =
          models.predict(session.modelId(), volume, known.start(), live.clicks());
      timing.add("crop", prediction.timings().crop());
      timing.add("infer", prediction.timings().infer());
      timing.add("restore", prediction.timings().restore());
      passes = prediction.passes();
      mask = prediction.mask();
    }
    long start = System.nanoTime();
    MaskStore.Current current =
        QuarkusTransaction.requiringNew()
            .call(() -> masks.append(segment.id(), known.before(), live.fingerprint(), mask));
    masks.remember(segment.id(), current);
    timing.add("commit", System.nanoTime() - start);
    events.publish(
        session.id(),
        new SessionEvents.Event("revision", segment.number() + ":" + current.revision()));
    return ClickAnswer.of(current, before, live.clicks(), passes);
  }
}
