package io.deepgrow.app.routing.job.work;

import io.deepgrow.app.annotation.ClickSync;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.result.ResultView;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.job.ActionWork;
import io.deepgrow.app.routing.job.JobOutcome;
import io.deepgrow.app.routing.job.JobOutputs.Agreement;
import io.deepgrow.app.routing.job.RunningJob;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.deepgrow.app.routing.job.failure.JobException;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Has the network mark structures from clicks that nobody makes, in a session that follows from the
 * job, and stores them or gives them to a person.
 */
@ApplicationScoped
class SegmentingWork implements ActionWork {

  private final JobSessions opened;
  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickSync clicks;
  private final ModelService models;
  private final ResultService results;
  private final SeedPlaces places;
  private final BatchNetwork network;
  private final HandOver handOver;

  SegmentingWork(
      JobSessions opened,
      SessionService sessions,
      SegmentService segments,
      ClickSync clicks,
      ModelService models,
      ResultService results,
      SeedPlaces places,
      BatchNetwork network,
      HandOver handOver) {
    this.opened = opened;
    this.sessions = sessions;
    this.segments = segments;
    this.clicks = clicks;
    this.models = models;
    this.results = results;
    this.places = places;
    this.network = network;
    this.handOver = handOver;
  }

  @Override
  public ActionKind kind() {
    return ActionKind.SEGMENT;
  }

  @Override
  public boolean callsPacs() {
    return true;
  }

  @Override
  public JobOutcome run(RunningJob job) {
    Segment action = (Segment) job.view().action();
    UUID id = opened.of(job, action.model()).id();
    job.note(job.outputs().withSession(id));
    Optional<ResultView> before = opened.stored(id);
    if (before.isPresent()) {
      return new JobOutcome.Done(job.outputs().withResult(before.get().id()));
    }
    SessionKey session = opened.ready(job, id);
    job.note(job.outputs().withAgreements(marked(job, action, session)));
    return judged(job, action, session);
  }

  private List<Agreement> marked(RunningJob job, Segment action, SessionKey session) {
    LoadedSeries series = sessions.series(session);
    List<Agreement> agreements = new ArrayList<>();
    for (Segment.Target target : action.targets()) {
      job.check();
      VoxelIndex seed = places.of(target, job.view(), series);
      int number = segment(session.id(), target.structure());
      List<Mask> masks = new ArrayList<>();
      masks.add(
          network.once(() -> clicks.sync(session.id(), number, List.of(positive(seed)))).mask());
      Volume volume = series.volume();
      for (VoxelIndex other : Jitter.around(seed, volume.size(), session.series())) {
        job.check();
        masks.add(network.once(() -> mask(session, volume, other)));
      }
      agreements.add(new Agreement(target.structure(), Jitter.agreement(masks)));
    }
    return agreements;
  }

  private Mask mask(SessionKey session, Volume volume, VoxelIndex place) {
    Mask none = Mask.empty(volume.geometry());
    return models.predict(session.model(), volume, none, List.of(positive(place))).mask();
  }

  private static Click positive(VoxelIndex place) {
    return Click.positive(place.i(), place.j(), place.k());
  }

  /** The number of a structure's segment, added first where no attempt did. */
  private int segment(UUID session, String structure) {
    String id = segments.code(structure).id();
    return segments.list(session).stream()
        .filter(s -> s.structureId().equals(id))
        .findFirst()
        .orElseGet(() -> segments.add(session, id, Optional.empty()))
        .number();
  }

  private JobOutcome judged(RunningJob job, Segment action, SessionKey session) {
    SegmentationGate.Verdict verdict = SegmentationGate.of(action, job.outputs().agreements());
    if (verdict instanceof SegmentationGate.Verdict.Refuse refused) {
      throw JobException.permanent(
          JobCode.LOW_CONFIDENCE, refused.reason() + ", and nobody is named who gets it then");
    }
    if (verdict instanceof SegmentationGate.Verdict.Give give) {
      return handOver.to(give.to(), job, give.reason(), session.id());
    }
    job.check();
    ResultView result = results.submit(session.id(), job.id().toString(), null, null);
    return new JobOutcome.Done(job.outputs().withResult(result.id()));
  }
}
