package io.deepgrow.training.cli;

import io.deepgrow.inference.Predictor;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model to run: a bundled one by its id, or a folder with model.json and model.onnx. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "ID|DIR",
      defaultValue = "deepgrow-compact",
      description = "Bundled model or a model's folder (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads of the network (default: all cores).")
  private int threads;

  /** A model that is open; closing it frees the network. */
  record Loaded(OnnxNetwork network, Predictor predictor) implements AutoCloseable {

    ModelDescriptor descriptor() {
      return network.descriptor();
    }

    @Override
    public void close() {
      network.close();
    }
  }

  Loaded open() throws IOException {
    return open(model, threads);
  }

  /** Opens a model by id or folder; 0 threads for all cores. */
  static Loaded open(String model, int threads) throws IOException {
    OnnxOptions options = OnnxOptions.cpu();
    if (threads > 0) {
      options = options.withThreads(threads, true);
    }
    OnnxNetwork network = network(model, options);
    return new Loaded(network, new Predictor(network.descriptor(), network));
  }

  /** The {@code model.onnx} of a bundled model or of a folder. */
  static byte[] graph(String model) throws IOException {
    Path folder = Path.of(model);
    return Files.isDirectory(folder)
        ? Files.readAllBytes(folder.resolve("model.onnx"))
        : ModelRegistry.bundled().graph(model);
  }

  private static OnnxNetwork network(String model, OnnxOptions options) throws IOException {
    Path folder = Path.of(model);
    if (!Files.isDirectory(folder)) {
      return ModelRegistry.bundled().open(model, options);
    }
    Path json = folder.resolve("model.json");
    if (!Files.exists(json)) {
      throw new UserError(folder + " is no model folder: model.json is missing");
    }
    ModelDescriptor descriptor = DescriptorJson.read(Files.readAllBytes(json));
    return OnnxNetwork.open(descriptor, Files.readAllBytes(folder.resolve("model.onnx")), options);
  }
}
