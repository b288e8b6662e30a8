package io.deepgrow.training.cli;

import io.deepgrow.command.Outputs;
import io.deepgrow.command.UserError;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.training.config.Preset;
import io.deepgrow.training.config.RunRecord;
import io.deepgrow.training.config.Settings;
import io.deepgrow.training.config.TrainSettings;
import io.deepgrow.training.config.TrainSettings.PatchKind;
import io.deepgrow.training.export.TrainedModel;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.train.NetworkSpec;
import io.deepgrow.training.train.RunFolder;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow export}: a training run as a model folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes model.onnx and model.json from a snapshot of a training run, after a trial on noise.",
      "A network trained on prepared patches is shown windows of their size, spacing and"
          + " orientation; one trained on mixed patches a cube that zooms. The graph takes other"
          + " grids than model.json names: change gridSize there.",
    },
    footer = {
      "",
      "Example:",
      "  deepgrow export --run run/ --snapshot best --out models/mine --data \"10 CTs, CC BY\""
    })
public final class ExportCommand implements Callable<Integer> {

  /** Which snapshot. */
  enum Which {
    LAST,
    BEST
  }

  private static final int COMPACT_EDGE = 96;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "The --out of deepgrow train.")
  private Path run = Path.of(".");

  @Option(
      names = "--snapshot",
      paramLabel = "last|best",
      defaultValue = "LAST",
      description = "The last one, or the best at validation (default: last).")
  private Which which = Which.LAST;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The model's folder; its name becomes the model's id.")
  private Path out = Path.of(".");

  @Option(
      names = "--data",
      paramLabel = "TEXT",
      required = true,
      description = "What it was trained on, with licence and attribution.")
  private String trainingData = "";

  @Option(
      names = "--grid",
      paramLabel = "I,J,K",
      description = {
        "Network grid in voxels, multiples of 16 (default: the patches it was trained on;",
        "compact: 96,96,96)."
      })
  private @Nullable String grid;

  @Option(
      names = "--fp16",
      description = {
        "Store weights in 16 bits: half the file, logits within 0.05 of the others. Arithmetic",
        "and memory stay as they are."
      })
  private boolean half;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "Name for people (default: Deepgrow compact, or Deepgrow 3D).")
  private @Nullable String title;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "Apache-2.0",
      description = "Licence of the weights (default: ${DEFAULT-VALUE}).")
  private String licence = "";

  @Option(
      names = "--command",
      paramLabel = "TEXT",
      description = "The command that trained it (default: as the run noted it).")
  private @Nullable String command;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The run's seed (default: as the run noted it).")
  private @Nullable Long seed;

  @Option(
      names = "--model-version",
      paramLabel = "TEXT",
      defaultValue = "1",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String version = "";

  @Override
  public Integer call() throws IOException {
    Outputs.folder(out);
    RunFolder folder = RunFolder.open(run, which.name().toLowerCase(Locale.ROOT));
    Optional<RunRecord> noted = RunRecord.read(run);
    // runs without a record are of the compact network
    RunRecord record =
        noted.orElseGet(
            () -> new RunRecord("deepgrow train", Settings.of(Preset.COMPACT).settings(), null));
    TrainSettings settings = record.settings();
    TrainedModel model = model(settings, record.cut());
    byte[] graph = model.graph(folder, half);
    Path name = out.toAbsolutePath().normalize().getFileName();
    boolean compact = settings.network() == TrainSettings.NetworkKind.COMPACT;
    ModelDescriptor descriptor =
        model.descriptor(
            folder,
            graph,
            new TrainedModel.About(
                String.valueOf(name),
                version,
                title != null ? title : compact ? "Deepgrow compact" : "Deepgrow 3D",
                licence,
                trainingData,
                "Research and annotation. Not for diagnosis or treatment."),
            command != null ? command : record.command(),
            seed != null ? seed : settings.seed());
    tryOut(descriptor, graph, settings.spec());
    Files.createDirectories(out);
    Files.write(out.resolve("model.onnx"), graph);
    Files.write(out.resolve("model.json"), DescriptorJson.write(descriptor));
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .printf("wrote %s (%s, %,d bytes)%n", out, descriptor.architecture(), graph.length);
    }
    return 0;
  }

  private TrainedModel model(TrainSettings settings, @Nullable CutSettings cut) {
    NetworkSpec network = settings.spec();
    try {
      if (settings.patches() == PatchKind.PREPARED) {
        CutSettings known = cut == null ? CutSettings.CARD : cut;
        return TrainedModel.windowing(network, known, gridSize(settings.patch()));
      }
      boolean compact = settings.network() == TrainSettings.NetworkKind.COMPACT;
      return TrainedModel.zooming(network, gridSize(compact ? COMPACT_EDGE : settings.patch()));
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private GridSize gridSize(int edge) {
    String wanted = grid;
    if (wanted == null) {
      return GridSize.cube(edge);
    }
    int[] edges = NumberList.wholes("--grid", wanted);
    return new GridSize(edges[0], edges[1], edges[2]);
  }

  /** Runs the graph once on a small grid of zeros: it opens, and answers with numbers. */
  private static void tryOut(ModelDescriptor descriptor, byte[] graph, NetworkSpec network) {
    GridSize small = GridSize.cube(network.smallestEdge());
    float[] logits = new float[small.arrayLength()];
    try (OnnxNetwork opened =
        OnnxNetwork.open(descriptor, graph, OnnxOptions.cpu().withWarmUpRuns(0))) {
      opened.run(new float[network.channels().size() * small.arrayLength()], small, logits);
    }
    for (float logit : logits) {
      if (!Float.isFinite(logit)) {
        throw new UserError("The network answers " + logit + "; is the run broken?");
      }
    }
  }
}
