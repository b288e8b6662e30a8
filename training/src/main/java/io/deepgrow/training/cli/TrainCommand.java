package io.deepgrow.training.cli;

import io.deepgrow.architecture.OnnxWeights;
import io.deepgrow.architecture.Weights;
import io.deepgrow.command.ModelOption;
import io.deepgrow.command.Outputs;
import io.deepgrow.command.UserError;
import io.deepgrow.example.Example;
import io.deepgrow.training.config.Preset;
import io.deepgrow.training.config.RunRecord;
import io.deepgrow.training.config.Settings;
import io.deepgrow.training.config.TrainSettings;
import io.deepgrow.training.config.TrainSettings.Precision;
import io.deepgrow.training.config.TrainingData;
import io.deepgrow.training.engine.Arithmetic;
import io.deepgrow.training.prepare.patch.ContactSheet;
import io.deepgrow.training.train.Compute;
import io.deepgrow.training.train.Fit;
import io.deepgrow.training.train.NetworkSpec;
import io.deepgrow.training.train.RunFolder;
import io.deepgrow.training.train.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow train}: teaches a network with simulated clicks. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a click network with simulated clicks.",
      "On a dataset of deepgrow prepare-dataset it follows the model card of Deepgrow 3D: 128³"
          + " patches, 15 clicks, the U-Net of 22 627 009 parameters, Dice loss, Adam at 1e-4. That"
          + " wants a GPU. On other data it follows the bundled network's recipe, for a CPU.",
      "Values come from the card, then --preset, then --config, then the flags below; the names"
          + " of the flags are the keys of the file.%n",
    },
    footer = {
      "",
      "In --out: last.snapshot and best.snapshot, curve.csv, validation.csv, report.html, event",
      "files of TensorBoard, and run.yaml with every value. Interrupted at any moment, the run goes",
      "on from its last snapshot with --resume, on a CPU exactly as if it had not stopped.",
      "",
      "Examples:",
      "  deepgrow train --data prepared/ --out run/ --devices cuda:0,cuda:1 --batch 2",
      "  deepgrow train --preset compact --data ct/ --out run/ --steps 9000",
      "  deepgrow train --data ct/ --show patches.png",
      "  deepgrow train --config mine.yaml --rate 3e-4 --out run/",
      "  deepgrow train --resume --out run/"
    })
public final class TrainCommand implements Callable<Integer> {

  private static final int SHOWN = 60;

  /** Beyond the easy patches that a run may begin with. */
  private static final long FIRST_SHOWN = 1_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for all that the run leaves behind.")
  private @Nullable Path out;

  @Option(
      names = "--preset",
      paramLabel = "card|compact|refine",
      description = {
        "Values to start from (default: card for a prepared dataset or with --config; otherwise",
        "compact, or refine with --from and --from-model, which is compact at a lower rate)."
      })
  private @Nullable Preset preset;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML or JSON with values by the names of the flags, and perhaps a preset.")
  private @Nullable Path config;

  @Option(
      names = "--print-config",
      description = "Print every value as YAML, for a file to change, and end.")
  private boolean print;

  @Option(
      names = "--show",
      paramLabel = "FILE",
      description = "Draw 60 of the patches that would be learned from into a PNG, and end.")
  private @Nullable Path show;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Start from the weights of the run in DIR.")
  private @Nullable Path from;

  @Option(
      names = "--from-model",
      paramLabel = "ID|DIR",
      description = {
        "Start from the weights of a bundled or exported model of the same network. Its",
        "normalisation is part of its weights, so that --frozen is true."
      })
  private @Nullable String fromModel;

  @Option(
      names = "--resume",
      description = "Go on from the last snapshot in --out, with the values of its run.yaml.")
  private boolean resume;

  // read by their names, see flags()
  @Mixin private final TrainDataOptions data = new TrainDataOptions();

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final TrainCourseOptions course = new TrainCourseOptions();

  @Mixin
  @SuppressWarnings("UnusedVariable")
  private final TrainMachineOptions machine = new TrainMachineOptions();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("Run by the command line only");
    }
    PrintWriter terminal = command.commandLine().getOut();
    Settings settings = settings(command);
    if (print) {
      terminal.print(settings.toYaml());
      terminal.flush();
      return 0;
    }
    Outputs.folder(show == null ? null : show.toAbsolutePath().getParent());
    Outputs.folder(out);
    Path sheet = show;
    if (sheet != null) {
      draw(settings.settings(), sheet, terminal);
      return 0;
    }
    Path folder = out;
    if (folder == null) {
      throw new UserError("Name a folder for the run with --out");
    }
    train(settings.settings(), folder, terminal, command);
    return 0;
  }

  private static void draw(TrainSettings settings, Path file, PrintWriter terminal)
      throws IOException {
    TrainingData data = open(settings);
    ContactSheet.write(
        SHOWN,
        n -> {
          Example patch = data.feed().patch(FIRST_SHOWN + n, settings.patch()).example();
          String[] name = patch.name().split(" ", 2);
          return new ContactSheet.Cell(patch, name[name.length - 1], name[0]);
        },
        file);
    terminal.printf("drew %d patches of %s into %s%n", SHOWN, data.words(), file);
    terminal.flush();
  }

  private static TrainingData open(TrainSettings settings) throws IOException {
    try {
      return TrainingData.open(settings);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private Settings settings(CommandSpec command) throws IOException {
    Path folder = out;
    Optional<RunRecord> before =
        resume && folder != null ? RunRecord.read(folder) : Optional.empty();
    Settings settings =
        before.isPresent() && preset == null
            ? Settings.of(before.get().settings())
            : Settings.of(base());
    if (fromModel != null) {
      settings = settings.with(Map.of("frozen", true));
    }
    Path file = config;
    if (file != null) {
      settings = settings.with(file);
    }
    return settings.with(flags(command, settings));
  }

  private Preset base() throws IOException {
    if (preset != null) {
      return preset;
    }
    if (config != null || data.isPrepared()) {
      return Preset.CARD;
    }
    return from != null || fromModel != null ? Preset.REFINE : Preset.COMPACT;
  }

  private Optional<List<float[]>> start(NetworkSpec network) throws IOException {
    Path run = from;
    String model = fromModel;
    if (run != null && model != null) {
      throw new UserError("Start from a run or from a model, not from both");
    }
    if (run != null) {
      return Optional.of(RunFolder.lastValues(run));
    }
    if (model == null) {
      return Optional.empty();
    }
    Weights weights = OnnxWeights.of(network.architecture(), ModelOption.graph(model));
    return Optional.of(network.values(weights));
  }

  /** The values given on the command line, by name. */
  private static Map<String, Object> flags(CommandSpec command, Settings settings) {
    Map<String, Object> flags = new LinkedHashMap<>();
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName().substring(2);
      if (settings.names().contains(name)) {
        Object value = option.getValue();
        flags.put(name, value);
      }
    }
    return flags;
  }

  /** The command line, after those that the run had before. */
  private String words(Path folder, CommandSpec command) throws IOException {
    String words =
        "deepgrow " + String.join(" ", command.commandLine().getParseResult().originalArgs());
    return resume
        ? RunRecord.read(folder).map(before -> before.command() + "; " + words).orElse(words)
        : words;
  }

  /** What to compute with; a measurement decides what settings leave open. */
  private static Compute compute(TrainSettings settings, PrintWriter terminal) {
    Compute compute = settings.compute();
    if (settings.precision() != Precision.AUTO) {
      return compute;
    }
    Arithmetic.Measured measured = Arithmetic.measure(compute.devices().get(0));
    Arithmetic fastest = measured.fastest();
    terminal.printf(
        Locale.ROOT,
        "computing in %s: a small convolution takes %.1f ms in float32, %.1f ms in bfloat16%n",
        fastest.name().toLowerCase(Locale.ROOT),
        measured.float32Ms(),
        measured.bfloat16Ms());
    return compute.with(fastest);
  }

  /** The same settings with the precision that was chosen, so that a resumed run has it too. */
  private static TrainSettings settled(TrainSettings settings, Compute compute) {
    String chosen = compute.arithmetic().name().toLowerCase(Locale.ROOT);
    return Settings.of(settings).with(Map.of("precision", chosen)).settings();
  }

  private void train(TrainSettings settings, Path folder, PrintWriter terminal, CommandSpec command)
      throws IOException {
    TrainingData opened = open(settings);
    TrainingPlan plan;
    Compute compute;
    Optional<List<float[]>> start;
    try {
      compute = compute(settings, terminal);
      plan = settings.plan(opened.patches());
      start = start(plan.network());
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    Files.createDirectories(folder);
    new RunRecord(words(folder, command), settled(settings, compute), opened.cut().orElse(null))
        .write(folder);
    terminal.printf(
        "%s with %,d parameters; %d steps; %s; writing to %s%n",
        plan.network().architecture().describe(),
        plan.network().architecture().parameterCount(),
        plan.steps(),
        opened.words(),
        folder);
    terminal.flush();
    new Fit(
            plan,
            compute,
            settings.checkpoints(),
            opened.feed(),
            opened.heldOut(),
            folder,
            terminal)
        .run(resume, start);
  }
}
