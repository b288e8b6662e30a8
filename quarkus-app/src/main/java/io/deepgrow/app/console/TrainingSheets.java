package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.training.DataKind;
import io.deepgrow.app.training.RunCurves;
import io.deepgrow.app.training.RunView;
import io.deepgrow.app.training.TrainingRuns;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes the page of one training run, alone or beside another. */
@ApplicationScoped
class TrainingSheets {

  private static final int OTHERS = 50;

  /**
   * A run with all that is shown of it.
   *
   * @param data what it learns from, in words
   * @param other the run that it is compared with; null for none
   * @param others runs that it can be compared with
   * @param loss over the steps
   * @param dice of the training, over the steps
   * @param clicks Dice after each click at the last validation
   * @param admin whether who looks may take it over
   */
  record Sheet(
      RunView run,
      String data,
      @Nullable RunView other,
      List<RunView> others,
      Curves loss,
      Curves dice,
      Curves clicks,
      boolean admin) {
    /** Both runs, or the one. */
    public List<RunView> both() {
      return other == null ? List.of(run) : List.of(run, other);
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance trainingRun(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final TrainingRuns runs;
  private final Projects projects;
  private final CurrentCaller callers;

  TrainingSheets(Frames frames, TrainingRuns runs, Projects projects, CurrentCaller callers) {
    this.frames = frames;
    this.runs = runs;
    this.projects = projects;
    this.callers = callers;
  }

  /** The page of a run; {@code training.not_found}. */
  TemplateInstance page(UUID id, @Nullable UUID with, String message, String problem) {
    RunView run = runs.get(id);
    RunView other = with == null ? null : runs.get(with);
    List<RunView> both = other == null ? List.of(run) : List.of(run, other);
    Sheet sheet =
        new Sheet(
            run,
            data(run),
            other,
            runs.list(io.deepgrow.app.Cursor.START, OTHERS).runs().stream()
                .filter(each -> !each.id().equals(id))
                .toList(),
            Curves.of(learned(both, RunCurves.Learned::loss), 0),
            Curves.of(learned(both, RunCurves.Learned::dice), 1),
            Curves.of(clicks(both), 1),
            callers.get().hasEverywhere(Role.ADMIN));
    return Pages.trainingRun(
        frames.below(Frames.Place.TRAINING, "Training run " + name(run), message, problem), sheet);
  }

  private String data(RunView run) {
    if (run.dataKind() == DataKind.FOLDER) {
      return "folder " + run.data();
    }
    try {
      return "labels of the project " + projects.get(UUID.fromString(run.data())).name();
    } catch (ApiException e) {
      return "labels of a project that is gone";
    }
  }

  /** By which people tell runs apart. */
  static String name(RunView run) {
    return Texts.shortened(run.id());
  }

  private static List<Curves.Series> learned(
      List<RunView> both, ToDoubleFunction<RunCurves.Learned> value) {
    return both.stream()
        .map(
            run ->
                new Curves.Series(
                    name(run),
                    run.curves().learned().stream()
                        .map(p -> new Curves.Point(p.step(), value.applyAsDouble(p)))
                        .toList()))
        .toList();
  }

  private static List<Curves.Series> clicks(List<RunView> both) {
    List<Curves.Series> lines = new ArrayList<>();
    for (RunView run : both) {
      List<Curves.Point> points = new ArrayList<>();
      for (double dice : last(run)) {
        points.add(new Curves.Point(points.size() + 1.0, dice));
      }
      lines.add(new Curves.Series(name(run), points));
    }
    return lines;
  }

  /** Dice after each click at the last validation; none before the first. */
  static List<Double> last(RunView run) {
    List<RunCurves.Validated> all = run.curves().validated();
    return all.isEmpty() ? List.of() : all.get(all.size() - 1).dice();
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/training/" + id + done.query());
  }

  /** Where a version is, saying what was done. */
  URI version(UUID id, Done done) {
    return URI.create(frames.base() + "console/models/versions/" + id + done.query());
  }
}
