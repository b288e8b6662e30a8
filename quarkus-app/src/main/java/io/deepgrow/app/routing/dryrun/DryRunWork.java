package io.deepgrow.app.routing.dryrun;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.routing.decision.TrialStudies;
import io.deepgrow.app.routing.decision.Verdicts;
import io.deepgrow.app.routing.rule.ActiveRules;
import io.deepgrow.app.routing.rule.CompiledRule;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.deepgrow.app.routing.sighting.SightedStudy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes dry runs, one at a time on a replica. */
@ApplicationScoped
class DryRunWork implements QueuedWork {

  static final Kind KIND = new Kind("routing-dry-run", Lane.LONG);

  /** Studies whose difference is written down. */
  static final int MOST_DIFFERING = 200;

  private static final Logger LOG = Logger.getLogger(DryRunWork.class);
  private static final int STEP = 50;

  private final DryRunRows rows;
  private final ActiveRules active;
  private final RuleVersions versions;
  private final Verdicts verdicts;
  private final TrialStudies studies;

  DryRunWork(
      DryRunRows rows,
      ActiveRules active,
      RuleVersions versions,
      Verdicts verdicts,
      TrialStudies studies) {
    this.rows = rows;
    this.active = active;
    this.versions = versions;
    this.verdicts = verdicts;
    this.studies = studies;
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
    DryRunView run = QuarkusTransaction.requiringNew().call(() -> rows.find(id)).orElseThrow();
    try {
      Comparison comparison = new Comparison(verdicts, active.get(), tried(run));
      List<DryRunView.DifferingStudy> differing = new ArrayList<>();
      List<SightedStudy> last =
          studies.last(run.last(), Objects.requireNonNullElse(run.since(), Instant.EPOCH));
      for (int n = 0; n < last.size(); n++) {
        if (n % STEP == 0 && !progress(id, turn, n, last.size())) {
          LOG.infof("dry run %s is made elsewhere, or gone", id);
          return;
        }
        DryRunView.DifferingStudy difference = comparison.look(last.get(n));
        if (difference != null && differing.size() < MOST_DIFFERING) {
          differing.add(difference);
        }
      }
      QuarkusTransaction.requiringNew()
          .run(() -> rows.done(id, turn, comparison.counts(), differing));
    } catch (ApiException e) {
      failed(id, turn, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.errorf(e, "dry run %s failed", id);
      failed(id, turn, "The dry run failed; the service's log has the reason");
    }
  }

  private boolean progress(UUID id, int turn, int done, int total) {
    return QuarkusTransaction.requiringNew().call(() -> rows.progress(id, turn, done, total));
  }

  private @Nullable CompiledRule tried(DryRunView run) {
    UUID rule = run.rule();
    Integer version = run.version();
    return rule == null || version == null ? null : versions.compiled(rule, version);
  }

  private void failed(UUID id, int turn, String reason) {
    QuarkusTransaction.requiringNew().run(() -> rows.failed(id, turn, reason));
  }
}
