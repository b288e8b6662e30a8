package io.deepgrow.command;

import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.validation.Balls;
import io.deepgrow.validation.ClassicNetworks;
import io.deepgrow.validation.Segmenter;
import io.deepgrow.validation.Summary;
import io.deepgrow.validation.Trajectory;
import io.deepgrow.validation.Validation;
import io.deepgrow.validation.ValidationCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow validate}: Dice after each simulated click. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Clicks like a person would and prints the Dice after each click.",
      "Labels are matched in patient space, whatever the orientation of their file.",
    },
    footer = {
      "",
      "Examples:",
      "  deepgrow validate --dicom ct/ --labels truth.nii.gz --label 1 --clicks 10",
      "  deepgrow validate --dicom ct/ --labels truth.nii.gz --label 1=spleen,5=liver \\",
      "      --strategy random --seeds 5 --baselines --out report/",
      "  deepgrow validate --data pairs/ --model models/mine --model deepgrow-compact",
    })
public final class ValidateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CaseOptions cases = new CaseOptions();

  @Option(
      names = "--model",
      paramLabel = "ID|DIR",
      defaultValue = "deepgrow-compact",
      description = "Bundled model or a model's folder; repeat to compare (default: bundled).")
  private List<String> models = List.of();

  @Option(
      names = "--baselines",
      description = "Compare with balls round the clicks, region growing and fast marching.")
  private boolean baselines;

  @Option(
      names = "--clicks",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many clicks (default: ${DEFAULT-VALUE}).")
  private int clicks;

  @Option(
      names = "--strategy",
      paramLabel = "ideal|random",
      split = ",",
      defaultValue = "IDEAL",
      description = "ideal: the deepest error voxel; random: deeper is likelier (default: ideal).")
  private List<ClickStrategy> strategies = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "First seed of random clicks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many seeds, for random clicks (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the network, 1 to 1024 (default: all cores).")
  private @Nullable Integer threads;

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() throws IOException {
    if (clicks < 1 || clicks > 100 || seeds < 1 || seeds > 1000) {
      throw new UserError("--clicks wants 1 to 100, --seeds 1 to 1000");
    }
    ModelOption.checkThreads(threads);
    report.check();
    List<ValidationCase> all = cases.load(errors());
    List<ModelOption.Loaded> opened = new ArrayList<>();
    try {
      List<Segmenter> segmenters = new ArrayList<>();
      for (String model : models) {
        ModelOption.Loaded loaded = ModelOption.open(model, threads);
        opened.add(loaded);
        String name = models.size() == 1 ? loaded.descriptor().id() : model;
        segmenters.add(Segmenter.of(name, loaded.predictor()));
      }
      if (baselines) {
        segmenters.add(new Balls(25));
        segmenters.add(new Balls(35));
        segmenters.add(ClassicNetworks.regionGrowing(25));
        segmenters.add(ClassicNetworks.geodesic());
      }
      run(all, segmenters);
    } finally {
      opened.forEach(ModelOption.Loaded::close);
    }
    return 0;
  }

  private PrintWriter errors() {
    return spec == null ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getErr();
  }

  private void run(List<ValidationCase> all, List<Segmenter> segmenters) throws IOException {
    List<Trajectory> trajectories = new ArrayList<>();
    for (ValidationCase item : all) {
      for (Segmenter segmenter : segmenters) {
        for (ClickStrategy strategy : strategies) {
          // ideal clicks are the same for every seed
          int repeats = strategy == ClickStrategy.IDEAL ? 1 : seeds;
          for (int n = 0; n < repeats; n++) {
            print(
                "%s in %s, %s, %s clicks%s: %,d voxels",
                item.structure(),
                item.image(),
                segmenter.name(),
                strategy.name().toLowerCase(Locale.ROOT),
                repeats > 1 ? " of seed " + (seed + n) : "",
                item.truth().count());
            Validation validation = new Validation(strategy, seed + n, clicks);
            trajectories.add(validation.run(segmenter, item, progress(item)));
            report.ended();
          }
        }
      }
    }
    if (trajectories.size() > 1) {
      Summary.of(trajectories).forEach(this::print);
    }
    report.write(trajectories).forEach(file -> print("wrote %s", file));
  }

  private Validation.Progress progress(ValidationCase item) {
    return (step, mask) -> {
      report.saw(item, mask);
      print(
          "click %2d  %s at %d,%d,%d  Dice %.4f  surface %.2f mm  %.0f ms",
          step.click(),
          step.kind().name().toLowerCase(Locale.ROOT),
          step.voxel().i(),
          step.voxel().j(),
          step.voxel().k(),
          step.dice(),
          step.surfaceMm(),
          step.ms());
    };
  }

  private void print(Summary s) {
    int last = s.dice().size() - 1;
    StringBuilder dice = new StringBuilder();
    for (int n : new int[] {1, 3, 5, 10, 15}) {
      if (n <= last) {
        dice.append(String.format(Locale.ROOT, "  %d: %.3f", n, s.dice().get(n)));
      }
    }
    print(
        "%-14s %-22s %-6s n=%d%s  worst %.3f  NoC@0.90 %.1f  HD95 %.1f mm  %.0f ms",
        s.structure(),
        s.method(),
        s.strategy().name().toLowerCase(Locale.ROOT),
        s.runs(),
        dice,
        s.worst().get(last),
        s.noc().get(1),
        s.hd95Mm(),
        s.ms());
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
      spec.commandLine().getOut().flush();
    }
  }
}
