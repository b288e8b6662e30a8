package io.deepgrow.command;

import io.deepgrow.inference.Predictor;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model to run: a bundled one by its id, or a folder with model.json and model.onnx. */
public final class ModelOption {

  private static final int MAX_THREADS = 1024;

  @Option(
      names = "--model",
      paramLabel = "ID|DIR",
      defaultValue = "deepgrow-compact",
      description = "Bundled model or a model's folder (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the network, 1 to 1024 (default: all cores).")
  private @Nullable Integer threads;

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

  /** Refuses a number of threads that nothing can run with. */
  void check() {
    checkThreads(threads);
  }

  static void checkThreads(@Nullable Integer threads) {
    if (threads != null && (threads < 1 || threads > MAX_THREADS)) {
      throw new UserError("--threads takes 1 to " + MAX_THREADS + ", not " + threads);
    }
  }

  /** Opens a model by id or folder; without a number of threads for all cores. */
  static Loaded open(String model, @Nullable Integer threads) throws IOException {
    checkThreads(threads);
    OnnxOptions options = OnnxOptions.cpu();
    if (threads != null) {
      options = options.withThreads(threads, true);
    }
    OnnxNetwork network = network(model, options);
    return new Loaded(network, new Predictor(network.descriptor(), network));
  }

  /** The {@code model.onnx} of a bundled model or of a folder. */
  public static byte[] graph(String model) throws IOException {
    Path folder = Path.of(model);
    return Files.isDirectory(folder)
        ? Files.readAllBytes(folder.resolve("model.onnx"))
        : ModelRegistry.bundled().graph(model);
  }

  /** The descriptor, without opening the network. */
  ModelDescriptor descriptor() throws IOException {
    Path folder = Path.of(model);
    return Files.isDirectory(folder)
        ? descriptor(folder)
        : ModelRegistry.bundled()
            .find(model)
            .orElseThrow(
                () -> new UserError("There is no bundled model " + model + ", nor such a folder"));
  }

  /** The bytes of the graph. */
  byte[] graph() throws IOException {
    return graph(model);
  }

  private static ModelDescriptor descriptor(Path folder) throws IOException {
    Path json = folder.resolve("model.json");
    if (!Files.exists(json)) {
      throw new UserError(folder + " is no model folder: model.json is missing");
    }
    return DescriptorJson.read(Files.readAllBytes(json));
  }

  private static OnnxNetwork network(String model, OnnxOptions options) throws IOException {
    Path folder = Path.of(model);
    return Files.isDirectory(folder)
        ? OnnxNetwork.open(descriptor(folder), graph(model), options)
        : ModelRegistry.bundled().open(model, options);
  }
}
