package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.model.Activation;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.CropSettings.Fill;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.GuidanceSettings.Combine;
import io.deepgrow.model.InputChannel;
import io.deepgrow.model.Intensity;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportCommandsTest {

  private static final String USE =
      "--grid 32,32,32 --intensity 0,1000,-1,1 --sigma 1.5 --combine max --zoom-mm 144"
          + " --orientation any";

  @TempDir private Path folder = Path.of(".");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String command, Path file, String options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add(command.equals("import-onnx") ? "--onnx" : "--checkpoint");
    arguments.add(file.toString());
    if (!options.contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("model").toString()));
    }
    if (!options.isEmpty()) {
      arguments.addAll(List.of(options.split(" ")));
    }
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(arguments.toArray(String[]::new));
  }

  private ModelDescriptor written() throws IOException {
    return DescriptorJson.read(Files.readAllBytes(folder.resolve("model/model.json")));
  }

  private static Path checkpoint() {
    String name = "/io/deepgrow/training/weights/monai_tiny.pt";
    try {
      return Path.of(Objects.requireNonNull(ImportCommandsTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A network for grids of multiples of 16. */
  private Path onnx() throws IOException {
    List<Integer> widths = List.of(2, 2, 2, 2, 2, 2);
    BasicUNet network =
        new BasicUNet(3, widths, BasicUNet.Residual.NONE, BasicUNet.Edges.MULTIPLE_OF_16);
    byte[] graph = network.toOnnx(network.initial(new Random(3)));
    return Files.write(folder.resolve("net.onnx"), graph);
  }

  @Test
  void importsACheckpointWithThePublishedPipeline() throws IOException {
    assertThat(run("import-weights", checkpoint(), "")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("PyTorch state dict with 82 tensors")
        .contains("basic-unet 4,6,8,10,12,4, 35,002 weights")
        .contains("after a trial run");
    ModelDescriptor model = written();
    assertThat(model.id()).isEqualTo("model");
    assertThat(model.gridSize()).isEqualTo(new GridSize(192, 192, 128));
    assertThat(model.orientation()).isEqualTo(Orientation.RAS);
    assertThat(model.intensity()).isEqualTo(Intensity.unclipped(208, 388));
    assertThat(model.guidance()).isEqualTo(new GuidanceSettings(2, Combine.SUM_MINMAX));
    assertThat(model.crop())
        .isEqualTo(new CropSettings.Window(new Spacing(1, 1, 3), 20, Fill.STRETCH));
    assertThat(model.activation()).isEqualTo(Activation.SIGMOID);
  }

  @Test
  void takesEveryOptionIntoTheDescriptor() throws IOException {
    String options =
        "--model-id tiny --model-version 7 --title Tiny --licence CC0 --training-data none"
            + " --intended-use tests --grid 64,48,32 --spacing 2,2,4 --margin 5 --fill pad"
            + " --orientation lps --intensity 40,200,-1,2 --sigma 3 --combine max"
            + " --threshold 0.4 --channels image,negative,positive";
    assertThat(run("import-weights", checkpoint(), options)).as(err.toString()).isZero();
    ModelDescriptor model = written();
    assertThat(model.id()).isEqualTo("tiny");
    assertThat(model.version()).isEqualTo("7");
    assertThat(model.licence()).isEqualTo("CC0");
    assertThat(model.gridSize()).isEqualTo(new GridSize(64, 48, 32));
    assertThat(model.crop()).isEqualTo(new CropSettings.Window(new Spacing(2, 2, 4), 5, Fill.PAD));
    assertThat(model.orientation()).isEqualTo(Orientation.LPS);
    assertThat(model.intensity()).isEqualTo(new Intensity(40, 200, -1, 2));
    assertThat(model.guidance()).isEqualTo(new GuidanceSettings(3, Combine.MAX));
    assertThat(model.threshold()).isEqualTo(0.4);
    assertThat(model.channels()).startsWith(InputChannel.IMAGE, InputChannel.NEGATIVE);
  }

  @Test
  void changesOneThingOfThePublishedWindow() throws IOException {
    assertThat(run("import-weights", checkpoint(), "--fill pad")).isZero();
    assertThat(written().crop())
        .isEqualTo(new CropSettings.Window(new Spacing(1, 1, 3), 20, Fill.PAD));
  }

  @Test
  void replacesAModelOnlyWhenTold() {
    assertThat(run("import-weights", checkpoint(), "")).isZero();
    assertThat(run("import-weights", checkpoint(), "")).isEqualTo(1);
    assertThat(err.toString()).contains("already holds a model; --force replaces it");
    assertThat(run("import-weights", checkpoint(), "--force")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--grid 1,2 | --grid takes 3 numbers, not '1,2'",
        "--grid 1,2,x | --grid takes numbers with commas",
        "--grid 1,2.5,3 | --grid takes whole numbers",
        "--grid 0,1,1 | Grid of 0×1×1 voxels is empty",
        "--grid 192,192,15 | at least 16 voxels along every axis",
        "--grid 999999,999999,999999 | gridSize is larger than 512³",
        "--intensity 1,2,3 | LOW and HIGH together",
        "--intensity 1,0 | intensity.divisor must be positive",
        "--spacing 0,1,1 | Spacing must be positive",
        "--zoom-mm 100 --margin 3 | --zoom-mm goes without",
        "--zoom-mm 100 | any orientation",
        "--sigma -1 | guidance.sigma must be positive",
        "--threshold 2 | threshold must lie between 0 and 1",
        "--channels image,positive | takes 3 channels, the descriptor names 2",
        "--model-id Bad/Name | id must match",
        "--residual projected | missing: conv_0.residual.bias",
      })
  void saysWhatAnOptionMustBeAndWritesNothing(String options, String reason) {
    assertThat(run("import-weights", checkpoint(), options.strip())).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: ").contains(reason.strip());
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @Test
  void saysWhenThereIsNoFile() {
    Path none = folder.resolve("none");
    assertThat(run("import-weights", none, "")).isEqualTo(1);
    assertThat(run("import-onnx", none, "")).isEqualTo(1);
    assertThat(err.toString()).contains("error: There is no file " + none).doesNotContain("at io.");
  }

  @Test
  void listsAllThatAGraphDoesNotSay() throws IOException {
    assertThat(run("import-onnx", onnx(), "")).isEqualTo(1);
    assertThat(err.toString())
        .contains("--grid", "--intensity", "--sigma", "--combine", "--zoom-mm", "--orientation")
        .doesNotContain("--channels")
        .contains("or --preset deepgrow");
    assertThat(run("import-onnx", onnx(), "--spacing 1,1,1")).isEqualTo(1);
    assertThat(err.toString()).contains("--fill STRETCH|PAD");
  }

  @Test
  void importsAGraphWithAllThatItLacks() throws IOException {
    assertThat(run("import-onnx", onnx(), USE)).as(err.toString()).isZero();
    ModelDescriptor model = written();
    assertThat(model.crop()).isInstanceOf(CropSettings.Zoom.class);
    assertThat(model.gridSize()).isEqualTo(GridSize.cube(32));
    assertThat(Files.readAllBytes(folder.resolve("model/model.onnx")))
        .isEqualTo(Files.readAllBytes(onnx()));
  }

  @Test
  void takesTheRestFromThePreset() throws IOException {
    assertThat(run("import-onnx", onnx(), "--preset deepgrow --grid 32,32,32 --sigma 4")).isZero();
    ModelDescriptor model = written();
    assertThat(model.gridSize()).isEqualTo(GridSize.cube(32));
    assertThat(model.guidance()).isEqualTo(new GuidanceSettings(4, Combine.SUM_MINMAX));
    assertThat(model.orientation()).isEqualTo(Orientation.RAS);
  }

  @Test
  void refusesAGridThatTheGraphFailsOnAndWritesNothing() throws IOException {
    assertThat(run("import-onnx", onnx(), USE.replace("32,32,32", "24,24,24"))).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: ").doesNotContain("defect");
    assertThat(folder.resolve("model")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"import-weights", "import-onnx"})
  void explainsItself(String command) {
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(command, "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: deepgrow " + command + " --")
        .contains("How the network is used:")
        .contains("ANY, RAS, LPS")
        .contains("Examples:");
    assertThat(out.toString().lines()).allMatch(text -> text.length() <= 80);
  }
}
