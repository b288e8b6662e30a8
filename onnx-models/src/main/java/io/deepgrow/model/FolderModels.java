package io.deepgrow.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Models in the sub-folders of a folder; names with a leading dot are passed over. */
final class FolderModels {

  /** Most sub-folders that are looked at. */
  static final int MAX_MODELS = 256;

  private FolderModels() {}

  /** In order of names. */
  static List<ModelSource> in(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      List<ModelSource> sources =
          children
              .filter(child -> !child.getFileName().toString().startsWith("."))
              .filter(Files::isDirectory)
              .sorted()
              .limit(MAX_MODELS + 1L)
              .<ModelSource>map(FolderModel::new)
              .toList();
      if (sources.size() > MAX_MODELS) {
        throw new ModelException(
            ModelErrorCode.FILE_UNREADABLE,
            "Model folder " + folder + " has more than " + MAX_MODELS + " models");
      }
      return sources;
    } catch (IOException e) {
      throw new ModelException(
          ModelErrorCode.FILE_UNREADABLE, "Model folder " + folder + " cannot be read", e);
    }
  }

  private record FolderModel(Path folder) implements ModelSource {

    @Override
    public String id() {
      return folder.getFileName().toString();
    }

    @Override
    public InputStream open(String file) throws IOException {
      return Files.newInputStream(folder.resolve(file));
    }
  }
}
