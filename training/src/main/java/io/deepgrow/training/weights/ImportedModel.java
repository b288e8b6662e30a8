package io.deepgrow.training.weights;

import static java.util.Objects.requireNonNull;

import io.deepgrow.inference.Predictor;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.GuidanceSettings;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.seed.Seeds;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A graph and its descriptor on their way into a model folder. */
public final class ImportedModel {

  /**
   * What a descriptor says for people.
   *
   * @param id the folder's name
   */
  public record About(
      String id,
      String version,
      String title,
      String licence,
      String trainingData,
      String intendedUse) {}

  private final byte[] graph;
  private final ModelDescriptor descriptor;

  private ImportedModel(byte[] graph, ModelDescriptor descriptor) {
    this.graph = graph;
    this.descriptor = descriptor;
  }

  /**
   * Describes a graph.
   *
   * @param draft how it is used, with nothing missing
   * @throws WeightsException naming the field that does not hold
   */
  public static ImportedModel of(
      byte[] graph,
      String architecture,
      String inputName,
      String outputName,
      PipelineDraft draft,
      About about) {
    try {
      Double threshold = draft.threshold();
      return new ImportedModel(
          graph,
          new ModelDescriptor(
              about.id(),
              about.version(),
              about.title(),
              architecture,
              inputName,
              outputName,
              requireNonNull(draft.channels()),
              requireNonNull(draft.grid()),
              requireNonNull(draft.intensity()),
              new GuidanceSettings(requireNonNull(draft.sigma()), requireNonNull(draft.combine())),
              requireNonNull(draft.crop()),
              requireNonNull(draft.orientation()),
              requireNonNull(draft.activation()),
              threshold == null ? 0.5 : threshold,
              List.of(),
              about.licence(),
              about.trainingData(),
              about.intendedUse(),
              Checksum.sha256(graph),
              null));
    } catch (IllegalArgumentException e) {
      throw new WeightsException("The model cannot be described so: " + e.getMessage(), e);
    }
  }

  public ModelDescriptor descriptor() {
    return descriptor;
  }

  /**
   * Runs the graph once on noise as the descriptor has it.
   *
   * @return the output tensor
   * @throws io.deepgrow.model.ModelException when graph and descriptor do not fit
   * @throws WeightsException when the output is not finite
   */
  public float[] tryOut(GridSize grid) {
    try (OnnxNetwork network =
        OnnxNetwork.open(descriptor, graph, OnnxOptions.cpu().withWarmUpRuns(0))) {
      new Predictor(descriptor, network);
      float[] input = new float[grid.arrayLength() * descriptor.channels().size()];
      Random random = Seeds.of(1, "noise").random();
      for (int n = 0; n < input.length; n++) {
        input[n] = random.nextFloat();
      }
      float[] output = new float[grid.arrayLength()];
      network.run(input, grid, output);
      for (float value : output) {
        if (!Float.isFinite(value)) {
          throw new WeightsException("The network answers " + value + " to noise of " + grid);
        }
      }
      return output;
    }
  }

  /**
   * Writes {@code model.onnx} and {@code model.json}.
   *
   * @param replace whether a model that is there may be overwritten
   */
  public void write(Path folder, boolean replace) throws IOException {
    Path onnx = folder.resolve("model.onnx");
    Path json = folder.resolve("model.json");
    if (!replace && (Files.exists(onnx) || Files.exists(json))) {
      throw new WeightsException(folder + " already holds a model; --force replaces it");
    }
    Files.createDirectories(folder);
    Files.write(onnx, graph);
    Files.write(json, DescriptorJson.write(descriptor));
  }
}
