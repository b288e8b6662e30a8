package io.deepgrow.training.cli;

import static java.util.Objects.requireNonNull;

import io.deepgrow.command.Outputs;
import io.deepgrow.command.UserError;
import io.deepgrow.model.Activation;
import io.deepgrow.training.weights.ImportedModel;
import io.deepgrow.training.weights.OnnxInspection;
import io.deepgrow.training.weights.PipelineDraft;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow import-onnx}: a foreign ONNX graph as a model folder. */
@Command(
    name = "import-onnx",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "deepgrow import-onnx --onnx FILE --out DIR [OPTIONS]",
    description = {
      "Turns an ONNX graph of a click network into a model folder.",
      "The graph must have one float32 input [1, channels, k, j, i] and one output [1, 1, k, j, i]."
          + " What it says itself (names, fixed grid, three channels, a sigmoid at its end) is"
          + " taken from it; the rest must be given, and all that lacks is listed at once. The"
          + " graph is run once on noise before anything is written.",
    },
    footer = {
      "",
      "Examples:",
      "  deepgrow import-onnx --onnx clara.onnx --out models/clara \\",
      "      --preset deepgrow",
      "  deepgrow import-onnx --onnx net.onnx --out models/net \\",
      "      --grid 96,96,96 --intensity 0,1000,-1,1 --sigma 2 --combine MAX \\",
      "      --zoom-mm 144 --orientation ANY",
    })
public final class ImportOnnxCommand implements Callable<Integer> {

  private static final long MAX_BYTES = 1L << 30;

  /** Pipelines that are known as a whole. */
  enum Preset {
    DEEPGROW
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      required = true,
      description = "The graph, with its weights inside.")
  private Path onnx = Path.of(".");

  @Mixin private final AboutOptions about = new AboutOptions();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "Take what is not given from a known pipeline: ${COMPLETION-CANDIDATES} (the published"
              + " one).")
  private @Nullable Preset preset;

  @ArgGroup(validate = false, heading = "%nHow the network is used:%n")
  private PipelineOptions pipeline = new PipelineOptions();

  @Override
  public Integer call() throws IOException {
    Outputs.folder(about.out());
    byte[] graph = read();
    OnnxInspection found = OnnxInspection.of(graph);
    print(
        "%s: input %s %s, output %s%s",
        found.architecture(),
        found.inputName(),
        found.inputEdges(),
        found.outputName(),
        found.endsWithSigmoid() ? " behind a sigmoid" : "");
    PipelineDraft known = found.draft();
    PipelineDraft base = preset == null ? known : known.or(PipelineDraft.published());
    PipelineDraft draft = complete(pipeline.draft(base));
    GridSize grid = requireNonNull(draft.grid());
    found.check(requireNonNull(draft.channels()), grid);
    ImportedModel model =
        ImportedModel.of(
            graph,
            found.architecture(),
            found.inputName(),
            found.outputName(),
            draft,
            about.about());
    checkActivation(draft, model.tryOut(grid));
    model.write(about.out(), about.force());
    print("wrote %s after a trial run", about.out());
    return 0;
  }

  private byte[] read() throws IOException {
    UserError.unlessFile(onnx);
    long size = Files.size(onnx);
    if (size > MAX_BYTES) {
      throw new UserError("%s has %,d bytes, more than %,d".formatted(onnx, size, MAX_BYTES));
    }
    return Files.readAllBytes(onnx);
  }

  private static PipelineDraft complete(PipelineDraft draft) {
    List<String> missing = draft.missing();
    if (!missing.isEmpty()) {
      throw new UserError(
          "The graph does not say how it is used; give also, or --preset deepgrow:\n  "
              + String.join("\n  ", missing));
    }
    return draft;
  }

  /** Logits of noise go below 0 or above 1; where none does, someone has to say what they are. */
  private void checkActivation(PipelineDraft draft, float[] output) {
    if (pipeline.saysActivation() || draft.activation() == Activation.NONE) {
      return;
    }
    for (float value : output) {
      if (value < 0 || value > 1) {
        return;
      }
    }
    throw new UserError(
        "The graph answers values from 0 to 1 only; say --activation NONE if they are"
            + " probabilities, --activation SIGMOID if they are logits");
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
    }
  }
}
