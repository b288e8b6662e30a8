package io.deepgrow.training.cli;

import io.deepgrow.architecture.CompactUNet;
import io.deepgrow.architecture.Weights;
import io.deepgrow.model.Activation;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.training.export.CompactExport;
import io.deepgrow.training.train.CompactInput;
import io.deepgrow.training.train.RunFolder;
import io.deepgrow.volume.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    description = "Writes model.onnx and model.json from a training run's last snapshot.")
public final class ExportCommand implements Callable<Integer> {

  private static final List<Integer> WIDTHS = List.of(24, 48, 96, 192);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      required = true,
      description = "The --out of deepgrow train.")
  private Path run = Path.of(".");

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
      names = "--command",
      paramLabel = "TEXT",
      defaultValue = "deepgrow train",
      description = "The command that trained it.")
  private String command = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The run's seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--model-version",
      paramLabel = "TEXT",
      defaultValue = "1",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String version = "";

  @Override
  public Integer call() throws IOException {
    RunFolder folder = RunFolder.open(run);
    CompactUNet network = new CompactUNet(CompactInput.CHANNELS.size(), WIDTHS);
    Weights weights = CompactExport.weights(network, folder.values());
    byte[] graph = network.toOnnx(weights);
    Files.createDirectories(out);
    Files.write(out.resolve("model.onnx"), graph);
    ModelDescriptor descriptor = descriptor(folder, Checksum.sha256(graph));
    Files.write(out.resolve("model.json"), DescriptorJson.write(descriptor));
    if (spec != null) {
      spec.commandLine().getOut().printf("wrote %s (%,d bytes)%n", out, graph.length);
    }
    return 0;
  }

  private ModelDescriptor descriptor(RunFolder folder, String sha256) {
    Path name = out.toAbsolutePath().normalize().getFileName();
    return new ModelDescriptor(
        String.valueOf(name),
        version,
        "Deepgrow compact",
        "compact-unet 24,48,96,192",
        "image",
        "logits",
        CompactInput.CHANNELS,
        GridSize.cube(96),
        CompactInput.INTENSITY,
        CompactInput.GUIDANCE,
        new CropSettings.Zoom(144, 1.3, 1.5, 1, 0.05),
        Orientation.ANY,
        Activation.SIGMOID,
        0.5,
        List.of(),
        "Apache-2.0",
        trainingData,
        "Research and annotation. Not for diagnosis or treatment.",
        sha256,
        new TrainingRecord(command, seed, folder.step(), folder.seconds(), folder.curve()));
  }
}
