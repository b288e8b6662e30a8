package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Where runs lie, and the command that makes them. */
@ApplicationScoped
class RunFolders {

  private static final Logger LOG = Logger.getLogger(RunFolders.class);
  private static final String NO_COMMAND =
      "The trainer %s is not on this machine. It is bin/deepgrow of the source tree, which builds"
          + " itself; name it in deepgrow.train.command";

  private final Path root;
  private final List<String> command;
  private final int port;

  RunFolders(
      TrainConfig config,
      @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
    this.root = config.out().toAbsolutePath().normalize();
    this.command = List.copyOf(config.command());
    this.port = port;
  }

  /** Tells this service from others, on this machine too, and is the same after a restart. */
  String host() {
    String name = System.getenv().getOrDefault("HOSTNAME", "replica");
    String all = name + ":" + port + ":" + root;
    return all.substring(0, Math.min(200, all.length()));
  }

  /** What a run leaves behind. */
  Path run(UUID id) {
    return root.resolve("run-" + id);
  }

  Path log(UUID id) {
    return root.resolve("run-" + id + ".log");
  }

  /** Labels of a project while a run learns from them. */
  Path data(UUID id) {
    return root.resolve("run-" + id + "-data");
  }

  /** The folder in which a model of a run is made. */
  Path export(UUID id) {
    return root.resolve("run-" + id + "-export");
  }

  /** Deletes the images and labels that a run has learnt from, where they were its own. */
  void deleteData(UUID id) {
    delete(data(id));
  }

  static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.errorf("a folder of a training run can't be deleted: %s", e.getMessage());
    }
  }

  /** Whether the trainer's command is on this machine. */
  boolean hasCommand() {
    String program = command.get(0);
    if (program.contains(File.separator)) {
      return Files.isExecutable(Path.of(program));
    }
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** How to get the trainer. */
  String howToGetIt() {
    return NO_COMMAND.formatted(command.get(0));
  }

  void requireCommand() {
    if (!hasCommand()) {
      throw new ApiException(ErrorCode.NOT_SERVED, howToGetIt());
    }
  }
}
