package io.deepgrow.training.cli;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.command.Outputs;
import io.deepgrow.command.UserError;
import io.deepgrow.training.weights.BasicUNetImport;
import io.deepgrow.training.weights.Checkpoint;
import io.deepgrow.training.weights.ImportedModel;
import io.deepgrow.training.weights.PipelineDraft;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow import-weights}: a PyTorch checkpoint as a model folder. */
@Command(
    name = "import-weights",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "deepgrow import-weights --checkpoint FILE --out DIR [OPTIONS]",
    description = {
      "Turns the weights of a MONAI or Clara Deepgrow 3D network into a model folder.",
      "Reads the network BasicUNet, of any widths, from a PyTorch checkpoint (.pt), a TorchScript"
          + " archive (.ts) or safetensors. Nothing in the file is executed. All weights must"
          + " fit; otherwise what is missing, unexpected or misshapen is listed. How the network"
          + " is used is that of the published ones unless options say otherwise.",
    },
    footer = {
      "",
      "Examples:",
      "  deepgrow import-weights --checkpoint model.pt --out models/clara",
      "  deepgrow import-weights --checkpoint my.pt --out models/my \\",
      "      --grid 128,128,128 --fill PAD --licence 'CC BY 4.0'",
    })
public final class ImportWeightsCommand implements Callable<Integer> {

  /** A smaller grid than the network's, which would take minutes. */
  private static final GridSize TRIAL = GridSize.cube(32);

  /** The network halves its grid four times. */
  private static final int SMALLEST = 16;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      required = true,
      description = "The checkpoint: .pt of PyTorch 1.6 or later, .ts, or .safetensors.")
  private Path checkpoint = Path.of(".");

  @Mixin private final AboutOptions about = new AboutOptions();

  @Option(
      names = "--residual",
      paramLabel = "KIND",
      description =
          "Shortcuts round each stage: ${COMPLETION-CANDIDATES} (default: PROJECTED when the"
              + " file has their weights, else NONE).")
  private BasicUNet.@Nullable Residual residual;

  @ArgGroup(validate = false, heading = "%nHow the network is used:%n")
  private PipelineOptions pipeline = new PipelineOptions();

  @Override
  public Integer call() throws IOException {
    Outputs.folder(about.out());
    UserError.unlessFile(checkpoint);
    PipelineDraft draft = pipeline.draft(PipelineDraft.published());
    GridSize grid = draft.grid();
    if (grid != null && Math.min(grid.i(), Math.min(grid.j(), grid.k())) < SMALLEST) {
      throw new UserError("--grid must have at least " + SMALLEST + " voxels along every axis");
    }
    BasicUNetImport imported;
    try (Checkpoint file = Checkpoint.open(checkpoint)) {
      imported = BasicUNetImport.of(file.tensors(), residual);
      print("read a %s with %d tensors", file.kind(), file.tensors().size());
    }
    BasicUNet network = imported.network();
    print("%s, %,d weights", network.describe(), network.parameterCount());
    ImportedModel model =
        ImportedModel.of(
            network.toOnnx(imported.weights()),
            network.describe(),
            Architecture.INPUT,
            Architecture.OUTPUT,
            draft,
            about.about());
    model.tryOut(TRIAL);
    model.write(about.out(), about.force());
    print("wrote %s after a trial run", about.out());
    return 0;
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
    }
  }
}
