package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.BasicUNet.Residual;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The full network as a user mounts it: a folder, read by the registry, run on a small patch. */
class FullModelIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Residual.class)
  void runsFromAFolder(Residual residual) throws IOException {
    BasicUNet network = BasicUNet.of(BasicUNet.full().features(), residual);
    byte[] graph = network.toOnnx(network.initial(new Random(1)));
    Path model = Files.createDirectory(folder.resolve("full"));
    Files.write(model.resolve("model.onnx"), graph);
    Files.write(model.resolve("model.json"), DescriptorJson.write(Descriptors.tiny("full", graph)));

    ModelRegistry registry = ModelRegistry.withFolder(folder);
    assertThat(registry.refusals()).isEmpty();
    GridSize grid = GridSize.cube(32);
    float[] logits = new float[grid.arrayLength()];
    try (OnnxNetwork opened =
        registry.open("full", OnnxOptions.cpu().withThreads(2, false).withWarmUpRuns(0))) {
      opened.run(new float[3 * grid.arrayLength()], grid, logits);
    }
    assertThat(logits).doesNotContain(Float.NaN);
  }
}
