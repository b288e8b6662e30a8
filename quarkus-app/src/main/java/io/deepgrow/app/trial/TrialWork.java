package io.deepgrow.app.trial;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.model.ModelException;
import io.deepgrow.series.SeriesException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes trials, one at a time on a replica. */
@ApplicationScoped
class TrialWork implements QueuedWork {

  static final Kind KIND = new Kind("model-trial", Lane.LONG);

  private static final Logger LOG = Logger.getLogger(TrialWork.class);

  private final TrialRows rows;
  private final ModelVersions versions;
  private final PhantomTrial phantom;
  private final SessionTrial session;

  TrialWork(TrialRows rows, ModelVersions versions, PhantomTrial phantom, SessionTrial session) {
    this.rows = rows;
    this.versions = versions;
    this.phantom = phantom;
    this.session = session;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    return QuarkusTransaction.requiringNew().call(rows::open);
  }

  @Override
  public long dead() {
    return 0;
  }

  @Override
  public Next run(UUID id) {
    Optional<Integer> turn = QuarkusTransaction.requiringNew().call(() -> rows.take(id));
    turn.ifPresent(mine -> made(id, mine));
    return new Next.Done();
  }

  private void made(UUID id, int turn) {
    TrialView trial = QuarkusTransaction.requiringNew().call(() -> rows.find(id)).orElseThrow();
    TrialProgress progress =
        (done, total) -> {
          if (!QuarkusTransaction.requiringNew().call(() -> rows.progress(id, turn, done, total))) {
            throw new EndedTrialException();
          }
        };
    try {
      UUID on = trial.session();
      SessionTrial.Result result =
          on == null
              ? new SessionTrial.Result(phantom.run(trial.version(), progress), null)
              : session.run(trial.version(), on, progress);
      boolean ours =
          QuarkusTransaction.requiringNew()
              .call(() -> rows.done(id, turn, result.outcome(), result.picture()));
      if (ours) {
        versions.tried(trial.version());
      }
    } catch (EndedTrialException e) {
      LOG.infof("trial %s is made elsewhere, or gone", id);
    } catch (ApiException | ModelException | SeriesException e) {
      failed(id, turn, e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "trial %s failed", id);
      failed(id, turn, "The trial failed; the service's log has the reason");
    }
  }

  private void failed(UUID id, int turn, @Nullable String reason) {
    QuarkusTransaction.requiringNew().run(() -> rows.failed(id, turn, String.valueOf(reason)));
  }
}
