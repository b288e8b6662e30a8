package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that PyTorch wrote of MONAI's BasicUNet, and what MONAI computes with them. */
class MonaiParityTest {

  private static final GridSize GRID = new GridSize(32, 16, 16);
  private static final ImportedModel.About ABOUT =
      new ImportedModel.About("tiny", "1", "Tiny", "none", "random", "tests");

  @TempDir private Path folder = Path.of(".");

  @Test
  void computesWhatMonaiComputes() throws IOException {
    Weights forward = Fixtures.safetensors("forward.safetensors");
    BasicUNetImport imported = imported("monai_tiny.pt");
    float[] expected = forward.get("logits").values();

    float[] actual = run(imported, forward.get("input"));

    assertThat(imported.network().features()).isEqualTo(List.of(4, 6, 8, 10, 12, 4));
    assertThat(imported.network().residual()).isEqualTo(Residual.NONE);
    assertThat(imported.weights().parameterCount()).isEqualTo(35_002);
    double worst = 0;
    double largest = 0;
    for (int n = 0; n < expected.length; n++) {
      worst = Math.max(worst, Math.abs(actual[n] - expected[n]));
      largest = Math.max(largest, Math.abs(expected[n]));
    }
    assertThat(worst).as("largest difference").isLessThan(1e-4);
    assertThat(largest).as("largest logit").isGreaterThan(0.1);
  }

  @Test
  void readsTheWeightsOfATracedModule() throws IOException {
    assertSame(imported("traced.ts"), Fixtures.safetensors("traced.safetensors"));
  }

  @Test
  void readsTheWeightsOfAScriptedModule() throws IOException {
    assertSame(imported("scripted.ts"), Fixtures.safetensors("traced.safetensors"));
  }

  @Test
  void readsHalfPrecisionToItsLastBit() throws IOException {
    Weights expected = Fixtures.safetensors("traced.safetensors");
    Weights half = imported("half.pt").weights();
    half.asMap()
        .forEach(
            (name, tensor) -> {
              double precision = name.contains(".conv.") ? 0x1p-11 : 0x1p-8;
              float[] exact = expected.get(name).values();
              for (int n = 0; n < exact.length; n++) {
                assertThat((double) tensor.values()[n])
                    .as(name)
                    .isCloseTo(exact[n], within(Math.abs(exact[n]) * precision + 0x1p-25));
              }
            });
  }

  @Test
  void refusesAModelThatWasSavedWhole() {
    assertThatThrownBy(() -> imported("whole.pt"))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("wants monai.networks.nets.basic_unet.BasicUNet");
  }

  /** PyTorch's own export of the network that traced.ts holds, against the graph written here. */
  @Test
  void computesWhatPyTorchsExportComputes() throws IOException {
    byte[] graph = Files.readAllBytes(Fixtures.path("exported.onnx"));
    OnnxInspection found = OnnxInspection.of(graph);
    ImportedModel exported =
        ImportedModel.of(
            graph,
            found.architecture(),
            found.inputName(),
            found.outputName(),
            found.draft().or(PipelineDraft.published()),
            ABOUT);
    assertThat(found.inputName()).isEqualTo("INPUT__0");
    assertThat(found.architecture()).startsWith("onnx from pytorch 2.4.1, opset 17");
    assertThat(exported.descriptor().gridSize()).isEqualTo(GRID);

    float[] theirs = exported.tryOut(GRID);
    float[] ours = model(imported("traced.ts")).tryOut(GRID);

    for (int n = 0; n < ours.length; n++) {
      assertThat(ours[n]).isCloseTo(theirs[n], within(1e-4f));
    }
  }

  @Test
  void readsSafetensors() throws IOException {
    assertSame(imported("traced.safetensors"), Fixtures.safetensors("traced.safetensors"));
  }

  @Test
  void writesAModelThatRuns() throws IOException {
    BasicUNetImport imported = imported("monai_tiny.pt");
    model(imported).write(folder, false);

    assertThat(Files.readAllBytes(folder.resolve("model.onnx")))
        .isEqualTo(imported.network().toOnnx(imported.weights()));
    assertThat(Files.readString(folder.resolve("model.json"))).contains("\"RAS\"", "\"WINDOW\"");
    assertThat(model(imported).tryOut(GridSize.cube(32))).hasSize(32 * 32 * 32);
  }

  private static BasicUNetImport imported(String name) throws IOException {
    try (Checkpoint file = Checkpoint.open(Fixtures.path(name))) {
      return BasicUNetImport.of(file.tensors(), null);
    }
  }

  private static ImportedModel model(BasicUNetImport imported) {
    BasicUNet network = imported.network();
    return ImportedModel.of(
        network.toOnnx(imported.weights()),
        network.describe(),
        "image",
        "logits",
        PipelineDraft.published(),
        ABOUT);
  }

  private static float[] run(BasicUNetImport imported, Tensor input) {
    List<Integer> edges = input.shape().edges();
    GridSize grid = new GridSize(edges.get(4), edges.get(3), edges.get(2));
    float[] logits = new float[grid.arrayLength()];
    byte[] graph = imported.network().toOnnx(imported.weights());
    try (OnnxNetwork network =
        OnnxNetwork.open(
            model(imported).descriptor(), graph, OnnxOptions.cpu().withWarmUpRuns(0))) {
      network.run(input.values(), grid, logits);
    }
    return logits;
  }

  private static void assertSame(BasicUNetImport imported, Weights expected) {
    assertThat(imported.network().features()).isEqualTo(List.of(2, 4, 2, 2, 4, 2));
    assertThat(imported.weights().asMap().keySet()).hasSize(82);
    expected
        .asMap()
        .forEach(
            (name, tensor) ->
                assertThat(imported.weights().get(name).values())
                    .as(name)
                    .containsExactly(tensor.values()));
  }
}
