package io.deepgrow.command;

import io.deepgrow.model.Checksum;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.remote.InferenceServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow export-triton}: a model as an inference server wants it. */
@Command(
    name = "export-triton",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a model into a model repository of a Triton inference server.",
      "It stands there under its id and the first digits of its weights' SHA-256, as the service asks"
          + " for it.",
    })
public final class ExportTritonCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelOption model = new ModelOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The model repository; made when missing, other models in it stay.")
  private Path out = Path.of(".");

  @Override
  public Integer call() throws IOException {
    ModelDescriptor descriptor = model.descriptor();
    byte[] graph = model.graph();
    Checksum.verify(descriptor, graph);
    String name = InferenceServer.name(descriptor);
    Path folder = out.resolve(name);
    Path version = Files.createDirectories(folder.resolve(InferenceServer.VERSION));
    Files.write(version.resolve("model.onnx"), graph);
    Files.writeString(folder.resolve("config.pbtxt"), config(name));
    PrintWriter printer = Objects.requireNonNull(spec).commandLine().getOut();
    printer.println(folder);
    printer.flush();
    return 0;
  }

  /** Inputs and outputs are completed by the server from the graph. */
  private static String config(String name) {
    return """
        name: "%s"
        platform: "onnxruntime_onnx"
        max_batch_size: 0
        version_policy: { specific: { versions: [ %s ] } }
        """
        .formatted(name, InferenceServer.VERSION);
  }
}
