package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What runs can learn from: folders below the configured one, and the labels of projects. */
@ApplicationScoped
public class TrainingData {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int MOST = 200;

  private final TrainConfig config;
  private final Projects projects;
  private final ProjectLabels labels;

  TrainingData(TrainConfig config, Projects projects, ProjectLabels labels) {
    this.config = config;
    this.projects = projects;
    this.labels = labels;
  }

  /** The folders that can be chosen, by name. */
  public List<String> folders() {
    Path root = config.dataRoot().orElse(null);
    if (root == null || !Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .limit(MOST)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Refuses data that there is not.
   *
   * @throws ApiException {@code training.data_unusable}, {@code project.not_found}
   */
  void require(DataKind kind, String data) {
    if (kind == DataKind.PROJECT) {
      projects.get(project(data));
    } else {
      folder(data);
    }
  }

  private static UUID project(String data) {
    try {
      return UUID.fromString(data);
    } catch (IllegalArgumentException e) {
      throw new ApiException(ErrorCode.PROJECT_NOT_FOUND, "data is the id of a project");
    }
  }

  private Path folder(String name) {
    Path configured = config.data().orElse(null);
    if (configured != null && configured.toString().equals(name)) {
      return configured;
    }
    if (!folders().contains(name)) {
      throw new ApiException(
          ErrorCode.TRAINING_DATA,
          "There is no folder " + name + " below deepgrow.train.data-root; there are " + folders());
    }
    return config.dataRoot().orElseThrow().resolve(name);
  }

  /**
   * The folder that a run learns from; labels of a project are written into it first.
   *
   * @param own a folder of the run's own
   * @throws ApiException {@code training.data_unusable}
   */
  Path prepare(DataKind kind, String data, Path own) throws IOException {
    if (kind == DataKind.FOLDER) {
      return folder(data);
    }
    labels.write(project(data), own);
    return own;
  }
}
