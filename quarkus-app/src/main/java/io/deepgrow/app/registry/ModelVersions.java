package io.deepgrow.app.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Listing;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.model.ModelDescriptor;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Versions of models: those that there are, and adding one. */
@ApplicationScoped
public class ModelVersions {

  /** The type of versions as objects of the audit trail. */
  static final String TYPE = "model_version";

  /**
   * A page of versions.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record VersionPage(List<VersionView> versions, @Nullable String next) {}

  private final VersionRepository versions;
  private final VersionFiles files;
  private final Choices choices;
  private final Changes changes;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  ModelVersions(
      VersionRepository versions,
      VersionFiles files,
      Choices choices,
      Changes changes,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.versions = versions;
    this.files = files;
    this.choices = choices;
    this.changes = changes;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Versions, the newest first.
   *
   * @param model of one model; null for all
   */
  public VersionPage list(@Nullable String model, Cursor after, int most) {
    int limit = Listing.limit(most);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<ModelVersion> found = versions.page(model, after, limit + 1);
              List<VersionView> shown = found.stream().limit(limit).map(this::view).toList();
              if (found.size() <= limit) {
                return new VersionPage(shown, null);
              }
              VersionView last = shown.get(limit - 1);
              return new VersionPage(shown, new Cursor(last.addedAt(), last.id()).toString());
            });
  }

  /** A version; {@code model.version_not_found}. */
  public VersionView get(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> view(require(id)));
  }

  /** The version that new sessions of a model begin with. */
  public Optional<VersionView> active(String model) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                choices
                    .find(model)
                    .flatMap(choice -> versions.find(choice.version()))
                    .map(this::view));
  }

  /** The row, in the caller's transaction; {@code model.version_not_found}. */
  ModelVersion require(UUID id) {
    return versions
        .find(id)
        .orElseThrow(
            () -> new ApiException(ErrorCode.MODEL_VERSION_NOT_FOUND, "There is no version " + id));
  }

  private VersionView view(ModelVersion row) {
    Choices.Choice choice = choices.find(row.model).orElse(null);
    if (choice != null && choice.version().equals(row.id)) {
      return VersionView.of(row, VersionState.ACTIVE, 0);
    }
    if (choice != null && row.id.equals(choice.canary())) {
      return VersionView.of(row, VersionState.CANARY, choice.share());
    }
    VersionState state = row.triedAt == null ? VersionState.ADDED : VersionState.TRIED;
    return VersionView.of(row, changes.wasActive(row.id) ? VersionState.RETIRED : state, 0);
  }

  /**
   * Adds a version whose graph has been opened once.
   *
   * @param run the training run that made it, or null
   * @throws ApiException {@code model.exists} when there is one of the same descriptor
   */
  public VersionView add(ModelDescriptor model, byte[] graph, @Nullable UUID run) {
    // the files first: a row promises that they are there
    files.put(model, graph);
    ModelVersion row =
        NewVersion.row(
            model, run == null ? VersionSource.UPLOADED : VersionSource.TRAINED, clock.instant());
    Caller caller = callers.get();
    row.addedBy = caller.id();
    row.addedByName = caller.name();
    row.trainingRun = run;
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ModelVersion added = versions.add(row);
              if (!added.id.equals(row.id)) {
                throw new ApiException(
                    ErrorCode.MODEL_EXISTS,
                    "This is version " + added.id + ", which is here already");
              }
              String origin = run == null ? "" : ", of training run " + run;
              audit.record(
                  "model.added",
                  new AuditObject(TYPE, row.id.toString()),
                  row.model + ", weights " + row.sha256 + origin);
              return view(added);
            });
  }

  /** Notes that a trial of a version went through. */
  public void tried(UUID id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              ModelVersion row = require(id);
              if (row.triedAt == null) {
                row.triedAt = clock.instant();
              }
            });
  }
}
