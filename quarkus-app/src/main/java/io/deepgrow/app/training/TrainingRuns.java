package io.deepgrow.app.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Training runs: starting, telling how they are, ending. */
@ApplicationScoped
public class TrainingRuns {

  static final String TYPE = "training_run";

  /**
   * A page of runs.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RunPage(List<RunView> runs, @Nullable String next) {}

  private final RunRows rows;
  private final Trainer trainer;
  private final TrainingData data;
  private final RunFolders folders;
  private final AuditTrail audit;
  private final CurrentCaller callers;

  TrainingRuns(
      RunRows rows,
      Trainer trainer,
      TrainingData data,
      RunFolders folders,
      AuditTrail audit,
      CurrentCaller callers) {
    this.rows = rows;
    this.trainer = trainer;
    this.data = data;
    this.folders = folders;
    this.audit = audit;
    this.callers = callers;
  }

  /** Why no run can be started here; empty when one can. */
  public String obstacle() {
    return folders.hasCommand() ? "" : folders.howToGetIt();
  }

  /**
   * Has a run made, after those that wait.
   *
   * @param name of a folder below the configured one, or the id of a project
   * @throws ApiException {@code training.data_unusable}, {@code project.not_found}, {@code
   *     request.malformed}, {@code request.not_served} when there is no trainer
   */
  public RunView start(DataKind kind, String name, TrainingSettings settings) {
    requireEverywhere();
    settings.checked();
    data.require(kind, name);
    trainer.requireCommand();
    UUID id = UUID.randomUUID();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              rows.add(id, kind, name, settings, callers.get());
              audit.record(
                  "training.started",
                  new AuditObject(TYPE, id.toString()),
                  kind + " " + name + ", steps " + settings.steps());
            });
    trainer.watch();
    return get(id);
  }

  /** Operators, and programs by the protocol of MONAI Label. */
  private void requireEverywhere() {
    Caller caller = callers.get();
    if (!caller.hasEverywhere(Role.SERVICE)) {
      AccessPolicy.requireEverywhere(caller, Role.OPERATOR);
    }
  }

  /** A run; {@code training.not_found}. */
  public RunView get(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.find(id))
        .orElseThrow(
            () -> new ApiException(ErrorCode.TRAINING_NOT_FOUND, "There is no training run " + id));
  }

  /** The newest run. */
  public Optional<RunView> newest() {
    return QuarkusTransaction.requiringNew().call(rows::newest);
  }

  /** Whether a run waits or goes on anywhere. */
  public boolean isBusy() {
    return QuarkusTransaction.requiringNew().call(rows::isBusy);
  }

  /** Runs, the newest first. */
  public RunPage list(Cursor after, int most) {
    int limit = Listing.limit(most);
    List<RunView> found = QuarkusTransaction.requiringNew().call(() -> rows.page(after, limit + 1));
    if (found.size() <= limit) {
      return new RunPage(found, null);
    }
    RunView last = found.get(limit - 1);
    return new RunPage(found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  /**
   * Ends a run with its process and children; one that goes on elsewhere ends within seconds.
   *
   * @throws ApiException {@code training.not_found}, {@code training.ended}
   */
  public RunView cancel(UUID id) {
    requireEverywhere();
    RunView run = get(id);
    if (run.state().isEnd()) {
      throw new ApiException(ErrorCode.TRAINING_ENDED, "Run " + id + " is at its end already");
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              audit.record("training.cancelled", new AuditObject(TYPE, id.toString()), "");
              if (run.state() == RunState.QUEUED) {
                rows.endQueued(id);
              }
              rows.cancel(id);
            });
    trainer.cancel(id);
    return get(id);
  }
}
