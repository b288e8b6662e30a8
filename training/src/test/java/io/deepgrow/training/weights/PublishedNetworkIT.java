package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.architecture.BasicUNet;
import io.deepgrow.architecture.Shape;
import io.deepgrow.architecture.Tensor;
import io.deepgrow.architecture.Weights;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint of the published size, 90 MB, as its multi-GPU training would have saved it. */
class PublishedNetworkIT {

  @TempDir private Path folder = Path.of(".");

  @Test
  void importsAndRuns() throws IOException {
    BasicUNet network = BasicUNet.full();
    Weights weights = network.initial(new Random(4));

    BasicUNetImport imported;
    try (Checkpoint file = Checkpoint.open(ZipBytes.write(folder, checkpoint(weights)))) {
      imported = BasicUNetImport.of(file.tensors(), null);
    }

    assertThat(imported.network()).isEqualTo(network);
    assertThat(imported.weights().parameterCount()).isEqualTo(22_627_009);
    weights
        .asMap()
        .forEach(
            (name, tensor) ->
                assertThat(imported.weights().get(name).values()).isEqualTo(tensor.values()));
    ImportedModel model =
        ImportedModel.of(
            network.toOnnx(imported.weights()),
            network.describe(),
            "image",
            "logits",
            PipelineDraft.published(),
            new ImportedModel.About("published", "1", "Published", "-", "-", "-"));
    assertThat(model.tryOut(GridSize.cube(32))).hasSize(1 << 15);
  }

  private static byte[] checkpoint(Weights weights) throws IOException {
    PickleBytes pickle = PickleBytes.start().ops("}").text("model").ops("}(");
    ZipBytes zip = new ZipBytes();
    int key = 0;
    for (Map.Entry<String, Tensor> entry : weights.asMap().entrySet()) {
      float[] values = entry.getValue().values();
      Shape shape = entry.getValue().shape();
      long[] edges = shape.edges().stream().mapToLong(Integer::longValue).toArray();
      long[] strides = edges.clone();
      long stride = 1;
      for (int axis = edges.length - 1; axis >= 0; axis--) {
        strides[axis] = stride;
        stride *= edges[axis];
      }
      pickle.text("module." + entry.getKey());
      pickle.tensor(String.valueOf(key), values.length, 0, edges, strides);
      zip.stored("model/data/" + key++, ZipBytes.floats(values));
    }
    return zip.stored("model/data.pkl", pickle.ops("us").stop()).close();
  }
}
