package io.deepgrow.app.trial;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.model.ModelRef;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the clicks of a session again with another version; nothing of the session changes. */
@ApplicationScoped
class SessionTrial {

  private static final double NANOS_PER_MILLI = 1e6;

  /** What came of it, and a picture as PNG. */
  @SuppressWarnings("ArrayRecordComponent")
  record Result(TrialOutcome outcome, byte @Nullable [] picture) {}

  /** A segment as its clicks and masks are. */
  private record Work(String name, List<Click> clicks, Mask start, Mask present) {}

  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickHistory history;
  private final MaskStore masks;
  private final StartMaskStore starts;
  private final ModelService models;

  SessionTrial(
      SessionService sessions,
      SegmentService segments,
      ClickHistory history,
      MaskStore masks,
      StartMaskStore starts,
      ModelService models) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.masks = masks;
    this.starts = starts;
    this.models = models;
  }

  /** The trial of a version on a session. */
  Result run(UUID version, UUID id, TrialProgress progress) {
    SessionKey session = sessions.require(id);
    ModelRef model = models.version(new ModelRef("", version)).ref();
    Volume volume = sessions.series(session).volume();
    List<Work> work =
        segments.list(id).stream()
            .map(segment -> work(segment, volume))
            .filter(w -> !w.clicks().isEmpty())
            .toList();
    if (work.isEmpty()) {
      throw new ApiException(
          ErrorCode.NOTHING_FOUND, "The session has no click to make again; choose another");
    }
    progress.made(0, work.size());
    List<TrialOutcome.Structure> structures = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    Mask present = Mask.empty(volume.geometry());
    Mask tried = Mask.empty(volume.geometry());
    for (Work each : work) {
      long begun = System.nanoTime();
      Mask mask = models.predict(model, volume, each.start(), each.clicks()).mask();
      millis.add((System.nanoTime() - begun) / NANOS_PER_MILLI);
      structures.add(
          new TrialOutcome.Structure(
              each.name(), List.of(Dice.of(each.present(), mask).orElse(1))));
      present = present.or(each.present());
      tried = tried.or(mask);
      progress.made(structures.size(), work.size());
    }
    return new Result(
        TrialOutcome.of(structures, millis), SideBySide.picture(volume, present, tried));
  }

  private Work work(SegmentSnapshot segment, Volume volume) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ClickHistory.Live live = history.live(segment);
              Mask start =
                  live.start().isPresent()
                      ? starts.mask(live.start().getAsLong(), volume.geometry())
                      : Mask.empty(volume.geometry());
              return new Work(
                  segment.number() + " " + segments.code(segment).label(),
                  live.clicks(),
                  start,
                  masks.current(segment.id(), volume.geometry()).mask());
            });
  }
}
