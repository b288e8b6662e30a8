package io.deepgrow.training.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of docs/training.md at small sizes, up to a click on the new model. */
class WalkthroughTest {

  private static final String LIVER = "6";

  @TempDir private static Path temp;
  private static final StringWriter OUT = new StringWriter();

  private static String path(String name) {
    return temp.resolve(name).toString();
  }

  private static void run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = Deepgrow.commandLine();
    line.setOut(new PrintWriter(OUT, true)).setErr(new PrintWriter(err, true));
    assertThat(line.execute(arguments)).as(err.toString()).isZero();
  }

  @BeforeAll
  static void trainAndExport() {
    run("generate-phantom", "--size", "small", "--cases", "3", "--seed", "1", "--out", path("ct"));
    run(
        "prepare-dataset",
        path("ct"),
        "--out",
        path("prepared"),
        "--patch",
        "32",
        "--spacing",
        "6",
        "--margin",
        "2",
        "--label",
        "liver,spleen",
        "--split",
        "0.67");
    run(
        "train",
        "--data",
        path("prepared"),
        "--out",
        path("run"),
        "--widths",
        "8,8,8,8,8,8",
        "--patch",
        "32",
        "--steps",
        "4",
        "--clicks",
        "1",
        "--validate-every",
        "2",
        "--validation-patches",
        "2",
        "--validation-clicks",
        "2");
    for (String model : List.of("walkthrough", "half")) {
      String[] export = {
        "export",
        "--run",
        path("run"),
        "--snapshot",
        "best",
        "--out",
        path("models/" + model),
        "--data",
        "Three generated phantoms",
        model.equals("half") ? "--fp16" : "--title=Walk"
      };
      run(export);
    }
  }

  @Test
  void theRunLeavesItsRecordAndItsPages() {
    assertThat(OUT.toString())
        .contains("wrote 3 phantoms", "4 prepared patches, 2 of 2 held out", "step 4 of 4")
        .contains("basic-unet 8,8,8,8,8,8");
    assertThat(temp.resolve("run"))
        .isDirectoryContaining("glob:**/last.snapshot")
        .isDirectoryContaining("glob:**/best.snapshot")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/events.out.tfevents.*");
    assertThat(temp.resolve("run/run.yaml")).content().contains("steps: 4", "patch: 32");
  }

  @Test
  void theModelIsShownWhatItWasTrainedOn() {
    ModelDescriptor model =
        ModelRegistry.withFolder(temp.resolve("models")).find("walkthrough").orElseThrow();
    assertThat(model.crop())
        .isEqualTo(new CropSettings.Window(Spacing.isotropic(6), 2, CropSettings.Fill.PAD));
    assertThat(model.orientation()).isEqualTo(Orientation.LPS);
    assertThat(model.gridSize().i()).isEqualTo(32);
    assertThat(model.trainingData()).isEqualTo("Three generated phantoms");
    assertThat(model.training().command())
        .startsWith("deepgrow train --data")
        .contains("--steps 4");
    assertThat(model.training().steps()).isIn(2L, 4L);
    assertThat(model.training().curve()).isNotEmpty();
  }

  @Test
  void theServicesRegistryAnswersAClickWithTheModel() throws Exception {
    ModelRegistry registry = ModelRegistry.withFolder(temp.resolve("models"));
    assertThat(registry.refusals()).isEmpty();
    Volume ct = Nifti.read(temp.resolve("ct/imagesTr/phantom_001.nii.gz"));
    try (OnnxNetwork network = registry.open("walkthrough", OnnxOptions.cpu().withWarmUpRuns(0))) {
      List<Click> clicks = List.of(Click.positive(30, 40, 25));
      assertThat(new Predictor(network.descriptor(), network).predict(ct, clicks).mask().geometry())
          .isEqualTo(ct.geometry());
    }
  }

  @Test
  void validateComparesTheModelWithTheBundledOne() throws Exception {
    run(
        "validate",
        "--image",
        path("ct/imagesTr/phantom_003.nii.gz"),
        "--labels",
        path("ct/labelsTr/phantom_003.nii.gz"),
        "--label",
        LIVER + "=liver",
        "--clicks",
        "2",
        "--model",
        path("models/walkthrough"),
        "--model",
        "deepgrow-compact",
        "--out",
        path("report"));
    assertThat(OUT.toString()).contains("walkthrough", "deepgrow-compact", "liver");
    assertThat(temp.resolve("report")).isNotEmptyDirectory();
  }

  @Test
  void aModelInSixteenBitsAnswersNearlyAlike() throws Exception {
    assertThat(Files.size(temp.resolve("models/half/model.onnx")))
        .isLessThan(Files.size(temp.resolve("models/walkthrough/model.onnx")) * 3 / 4);
    ModelRegistry registry = ModelRegistry.withFolder(temp.resolve("models"));
    float[] whole = logits(registry, "walkthrough");
    float[] half = logits(registry, "half");
    for (int v = 0; v < whole.length; v++) {
      assertThat(Math.abs(half[v] - whole[v])).isLessThan(0.05f);
    }
  }

  private static float[] logits(ModelRegistry registry, String id) {
    try (OnnxNetwork network = registry.open(id, OnnxOptions.cpu().withWarmUpRuns(0))) {
      int voxels = 32 * 32 * 32;
      float[] input = new float[3 * voxels];
      for (int v = 0; v < input.length; v++) {
        input[v] = (float) Math.sin(v * 0.37);
      }
      float[] logits = new float[voxels];
      network.run(input, network.descriptor().gridSize(), logits);
      return logits;
    }
  }

  @Test
  void aRunGoesOnAndMayStartFromTheModel() {
    run("train", "--resume", "--out", path("run"), "--steps", "5", "--data", path("prepared"));
    assertThat(OUT.toString()).contains("going on at step 4", "step 5 of 5");
    run(
        "train",
        "--from-model",
        path("models/walkthrough"),
        "--data",
        path("prepared"),
        "--out",
        path("tuned"),
        "--widths",
        "8,8,8,8,8,8",
        "--patch",
        "32",
        "--steps",
        "1",
        "--clicks",
        "0",
        "--validate-every",
        "0");
    assertThat(temp.resolve("tuned/run.yaml")).content().contains("frozen: true");
  }
}
