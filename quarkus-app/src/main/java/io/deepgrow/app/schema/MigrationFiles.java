package io.deepgrow.app.schema;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that this release brings, read from the file or folder that its classes lie in:
 * Flyway's own search knows nothing of the class loader of a package of Quarkus.
 */
final class MigrationFiles implements ResourceProvider {

  static final String FOLDER = "db/migration";

  private final List<LoadableResource> files;

  private MigrationFiles(List<LoadableResource> files) {
    this.files = files;
  }

  /**
   * Those of this release.
   *
   * @throws IOException if they can't be read, or there are none
   */
  static MigrationFiles ofThisRelease() throws IOException {
    try {
      return in(
          Path.of(
              MigrationFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException("Where the migrations lie has no name as a file", e);
    }
  }

  private static MigrationFiles in(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return read(place.resolve(FOLDER));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place)) {
      return read(jar.getPath(FOLDER));
    }
  }

  private static MigrationFiles read(Path folder) throws IOException {
    List<LoadableResource> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        files.add(
            new MigrationFile(
                Objects.requireNonNull(file.getFileName()).toString(),
                Files.readString(file, StandardCharsets.UTF_8)));
      }
    }
    if (files.isEmpty()) {
      throw new IOException("This package has no migrations in " + FOLDER);
    }
    return new MigrationFiles(List.copyOf(files));
  }

  int count() {
    return files.size();
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return files.stream().filter(file -> file.getFilename().equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.stream()
        .filter(file -> file.getFilename().startsWith(prefix))
        .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
        .toList();
  }
}
