package io.deepgrow.training.cli;

import io.deepgrow.training.weights.ImportedModel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an imported model goes and what its descriptor says for people. */
final class AboutOptions {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The model's folder; receives model.onnx and model.json.")
  private Path out = Path.of(".");

  @Option(names = "--force", description = "Replace a model that is already there.")
  private boolean force;

  @Option(
      names = "--model-id",
      paramLabel = "ID",
      description = "The model's id (default: the name of the folder).")
  private @Nullable String id;

  @Option(
      names = "--model-version",
      paramLabel = "TEXT",
      defaultValue = "1",
      description = "Version of the model (default: ${DEFAULT-VALUE}).")
  private String version = "";

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      description = "Name for people (default: the id).")
  private @Nullable String title;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "Not stated at import",
      description = "Licence of the weights (default: ${DEFAULT-VALUE}).")
  private String licence = "";

  @Option(
      names = "--training-data",
      paramLabel = "TEXT",
      defaultValue = "Not stated at import",
      description = "What it was trained on (default: ${DEFAULT-VALUE}).")
  private String trainingData = "";

  @Option(
      names = "--intended-use",
      paramLabel = "TEXT",
      defaultValue = "Research and annotation. Not for diagnosis or treatment.",
      description = "What it is for (default: ${DEFAULT-VALUE}).")
  private String intendedUse = "";

  Path out() {
    return out;
  }

  boolean force() {
    return force;
  }

  ImportedModel.About about() {
    Path name = out.toAbsolutePath().normalize().getFileName();
    String known = id == null ? String.valueOf(name) : id;
    return new ImportedModel.About(
        known, version, title == null ? known : title, licence, trainingData, intendedUse);
  }
}
