package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.session.SessionLocks;
import io.deepgrow.inference.Prediction;
import io.deepgrow.volume.grid.Volume;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * One unit of work on a segment: what a request changes is committed before anything is computed
 * from it; then the network makes the mask, outside of any transaction; then the mask is committed.
 *
 * <p>Work on one session happens one after the other within a replica. Between replicas the
 * session's row is held for the length of a transaction only: a replica whose clicks are no longer
 * those that count when its mask is there makes the mask of those that are.
 */
@ApplicationScoped
class SegmentWork {

  /** How often a mask is made anew when other replicas change the clicks meanwhile. */
  private static final int MOST_ROUNDS = 20;

  private final SegmentTransactions transactions;
  private final MaskStore masks;
  private final ModelService models;
  private final SessionLocks locks;
  private final SeriesSupply supply;

  SegmentWork(
      SegmentTransactions transactions,
      MaskStore masks,
      ModelService models,
      SessionLocks locks,
      SeriesSupply supply) {
    this.transactions = transactions;
    this.masks = masks;
    this.models = models;
    this.locks = locks;
    this.supply = supply;
  }

  /**
   * Does what is requested.
   *
   * @param volume of the session's series
   * @throws ApiException {@code segment.not_found}, {@code session.closed} and the like when the
   *     segment or session is gone by the time that it is its turn; {@code service.busy} before
   *     anything is changed
   */
  Stage.Done run(WorkRequest request, Volume volume, ServerTiming timing) {
    // who waits for a turn keeps the volume in memory, too
    try (SeriesSupply.Use use = supply.use(volume)) {
      return locks.inOrder(request.session(), () -> inTurn(request, volume, timing));
    }
  }

  private Stage.Done inTurn(WorkRequest request, Volume volume, ServerTiming timing) {
    models.requireRoom(request.patience());
    Stage stage = timing.measure("commit", () -> transactions.begin(request, volume.geometry()));
    Stage.Done done =
        stage instanceof Stage.Pending pending
            ? compute(request, pending, volume, timing)
            : (Stage.Done) stage;
    masks.remember(done.segment().id(), done.current());
    return done;
  }

  private Stage.Done compute(
      WorkRequest request, Stage.Pending begun, Volume volume, ServerTiming timing) {
    Stage.Pending pending = begun;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Stage.Pending now = pending;
      Prediction prediction =
          models.predict(now.session().model(), volume, now.start(), now.live().clicks());
      timing.add("crop", prediction.timings().crop());
      timing.add("infer", prediction.timings().infer());
      timing.add("restore", prediction.timings().restore());
      Stage stage = timing.measure("commit", () -> transactions.end(request, now, prediction));
      if (stage instanceof Stage.Done done) {
        return done;
      }
      pending = (Stage.Pending) stage;
    }
    throw new ApiException(
        ErrorCode.BUSY, "The segment is being changed from many sides; send the request again");
  }
}
