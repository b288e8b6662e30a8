package io.deepgrow.app.console;

import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.overview.VersionUse;
import io.deepgrow.app.registry.Activation;
import io.deepgrow.app.registry.ChangeView;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.app.training.RunView;
import io.deepgrow.app.training.TrainingRuns;
import io.deepgrow.app.trial.ModelTrials;
import io.deepgrow.app.trial.TrialKind;
import io.deepgrow.app.trial.TrialOutcome;
import io.deepgrow.app.trial.TrialState;
import io.deepgrow.app.trial.TrialView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the page of one version, which several forms come back to. */
@ApplicationScoped
class VersionSheets {

  /**
   * A version with all that is shown of it.
   *
   * @param data what it was trained on, where a training run made it; else empty
   * @param active the version that answers now; null where none does
   * @param requested a change that waits for a second person; null for none
   * @param mine whether who looks has requested it
   * @param phantom the newest trial on the phantom that is done; null for none
   * @param dice its Dice after each click, of each structure and on average
   * @param waiting whether a trial is under way
   */
  record Sheet(
      VersionView version,
      String name,
      String data,
      @Nullable VersionView active,
      VersionUse.Use use,
      List<TrialView> trials,
      List<ChangeView> changes,
      @Nullable ChangeView requested,
      boolean mine,
      boolean takesTwo,
      @Nullable TrialView phantom,
      Curves dice,
      boolean waiting) {
    public boolean activatable() {
      return switch (version.state()) {
        case TRIED, CANARY, RETIRED -> true;
        case ADDED, ACTIVE -> false;
      };
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance modelVersion(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final ModelVersions versions;
  private final VersionUse use;
  private final ModelTrials trials;
  private final Activation activation;
  private final TrainingRuns runs;
  private final CurrentCaller callers;

  VersionSheets(
      Frames frames,
      ModelVersions versions,
      VersionUse use,
      ModelTrials trials,
      Activation activation,
      TrainingRuns runs,
      CurrentCaller callers) {
    this.frames = frames;
    this.versions = versions;
    this.use = use;
    this.trials = trials;
    this.activation = activation;
    this.runs = runs;
    this.callers = callers;
  }

  /** The page of a version; {@code model.version_not_found}. */
  TemplateInstance page(UUID id, String message, String problem) {
    VersionView version = versions.get(id);
    List<TrialView> all = trials.of(id);
    TrialView phantom =
        all.stream()
            .filter(t -> t.kind() == TrialKind.PHANTOM && t.state() == TrialState.DONE)
            .findFirst()
            .orElse(null);
    ChangeView requested = activation.requested(version.model()).orElse(null);
    Sheet sheet =
        new Sheet(
            version,
            ModelTexts.name(version),
            data(version),
            versions.active(version.model()).orElse(null),
            use.of(id),
            all,
            activation.history(version.model()),
            requested,
            requested != null && requested.requestedBy().equals(callers.get().name()),
            activation.takesTwo(),
            phantom,
            dice(phantom),
            all.stream()
                .anyMatch(t -> t.state() == TrialState.QUEUED || t.state() == TrialState.RUNNING));
    return Pages.modelVersion(
        frames.below(Frames.Place.MODELS, ModelTexts.name(version), message, problem), sheet);
  }

  private String data(VersionView version) {
    UUID run = version.trainingRun();
    if (run == null) {
      return "";
    }
    RunView made = runs.get(run);
    return made.data() + ", SHA-256 " + made.dataSha256();
  }

  private static Curves dice(@Nullable TrialView trial) {
    TrialOutcome outcome = trial == null ? null : trial.outcome();
    if (outcome == null) {
      return Curves.of(List.of(), 1);
    }
    List<Curves.Series> lines = new ArrayList<>();
    lines.add(series("mean", outcome.means()));
    return Curves.of(lines, 1);
  }

  private static Curves.Series series(String name, List<Double> dice) {
    List<Curves.Point> points = new ArrayList<>();
    for (double each : dice) {
      points.add(new Curves.Point(points.size() + 1.0, each));
    }
    return new Curves.Series(name, points);
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/models/versions/" + id + done.query());
  }

  /** By which a version is confirmed. */
  String name(UUID id) {
    return ModelTexts.name(versions.get(id));
  }
}
