package io.deepgrow.app.registry;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.DescriptorJson;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The files of versions: a folder each, named by the version's digest. A folder is there as a whole
 * or not at all, whenever the process or the machine ends.
 */
@ApplicationScoped
public class VersionFiles {

  private static final String GRAPH = "model.onnx";
  private static final String DESCRIPTOR = "model.json";

  private static final Duration COMING = Duration.ofDays(1);
  private static final Logger LOG = Logger.getLogger(VersionFiles.class);

  private final Path root;

  VersionFiles(DeepgrowConfig config) {
    this.root = config.models().store().toAbsolutePath().normalize();
  }

  /** The digest of a descriptor: the name of its version's folder. */
  public static String digest(ModelDescriptor descriptor) {
    return Checksum.sha256(DescriptorJson.write(descriptor));
  }

  /** Deletes what was still coming when a service was killed, once nobody can be at it any more. */
  void clean(@Observes StartupEvent event) {
    clean(Instant.now().minus(COMING));
  }

  /** Deletes what has been coming since before a time. */
  void clean(Instant before) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> all = Files.list(root)) {
      for (Path each : all.filter(p -> p.getFileName().toString().startsWith(".")).toList()) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(before)) {
          delete(each);
        }
      }
    } catch (IOException e) {
      LOG.warnf("what was left of uploads can't be deleted: %s", e.getMessage());
    }
  }

  /** Whether a version's files are here. */
  public boolean has(String digest) {
    return Files.isRegularFile(root.resolve(digest).resolve(GRAPH));
  }

  /**
   * Puts the files of a version in their place, where they are not there yet.
   *
   * @throws UncheckedIOException when the disk does not take them; nothing is left then
   */
  public void put(ModelDescriptor descriptor, byte[] graph) {
    String digest = digest(descriptor);
    if (has(digest)) {
      return;
    }
    Path coming = root.resolve("." + digest + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(coming);
      write(coming.resolve(DESCRIPTOR), DescriptorJson.write(descriptor));
      write(coming.resolve(GRAPH), graph);
      force(coming);
      move(coming, root.resolve(digest));
      force(root);
    } catch (IOException e) {
      delete(coming);
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Names in a folder are on the disk only once the folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void move(Path coming, Path folder) throws IOException {
    try {
      Files.move(coming, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      delete(coming);
    } catch (FileSystemException e) {
      // a folder that is not empty cannot be moved over: somebody else was first
      if (!Files.isRegularFile(folder.resolve(GRAPH))) {
        throw e;
      }
      delete(coming);
    }
  }

  private static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(DESCRIPTOR));
      Files.deleteIfExists(folder.resolve(GRAPH));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bytes of a version's graph.
   *
   * @throws ModelException when they are not here, or not those that the descriptor names
   */
  byte[] graph(ModelDescriptor descriptor) {
    Path file = root.resolve(digest(descriptor)).resolve(GRAPH);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ModelException(
          ModelErrorCode.FILE_UNREADABLE,
          "Model %s: %s is not on this replica or cannot be read; share deepgrow.models.store between replicas"
              .formatted(descriptor.id(), file),
          e);
    }
  }

  /** The folder in which folders of versions are; files that are still coming go there, too. */
  Path root() throws IOException {
    return Files.createDirectories(root);
  }
}
