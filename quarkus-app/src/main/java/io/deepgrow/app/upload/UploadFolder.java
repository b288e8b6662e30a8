package io.deepgrow.app.upload;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The uploads on disk: a folder for each, named by its id, and one for what is still coming. */
@ApplicationScoped
public class UploadFolder {

  private static final String COMING = "coming";

  private final Path root;
  private final long maxBytes;
  private final ComingFiles coming;

  UploadFolder(UploadConfig config, FreeSpace free) {
    this.root = config.dir().toAbsolutePath().normalize();
    this.maxBytes = config.maxBytes();
    this.coming = new ComingFiles(config.maxTotalBytes(), free);
  }

  /**
   * Writes a file of {@link #temporary()}, counted with all others that are coming.
   *
   * @throws ApiException while writing: {@code upload.full}, {@code service.storage_full}
   */
  public OutputStream write(Path path) throws IOException {
    return coming.write(path);
  }

  /** Bytes of all files that are coming, of requests that may yet be refused. */
  long comingBytes() {
    return coming.bytes();
  }

  /**
   * Takes a body from the network to disk, without holding it in memory.
   *
   * @param already bytes that the same request brought before
   * @throws ApiException {@code upload.too_large}; nothing of the file is left then
   */
  public StagedFile stage(String name, InputStream in, long already) {
    Path path = temporary();
    MessageDigest digest = sha256();
    byte[] head = new byte[VolumeFormat.HEAD];
    long bytes = 0;
    try {
      try (OutputStream out = new DigestOutputStream(write(path), digest)) {
        byte[] buffer = new byte[1 << 16];
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
          if (bytes < head.length) {
            System.arraycopy(
                buffer, 0, head, (int) bytes, (int) Math.min(got, head.length - bytes));
          }
          bytes += got;
          if (already + bytes > maxBytes) {
            throw new ApiException(
                ErrorCode.UPLOAD_TOO_LARGE, "An upload has at most " + maxBytes + " bytes");
          }
          out.write(buffer, 0, got);
        }
      }
    } catch (IOException e) {
      deleteFile(path);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      deleteFile(path);
      throw e;
    }
    return new StagedFile(
        path, name, VolumeFormat.of(name, head), bytes, HexFormat.of().formatHex(digest.digest()));
  }

  /** A new file's path among what is still coming. */
  public Path temporary() {
    try {
      return Files.createDirectories(root.resolve(COMING)).resolve(UUID.randomUUID() + ".part");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of an upload. */
  public Path of(UUID id) {
    return root.resolve(id.toString());
  }

  /** Moves files into the folder of a new upload, numbered in their order. */
  void keep(UUID id, List<Path> files) throws IOException {
    Path folder = Files.createDirectories(of(id));
    int number = 0;
    for (Path file : files) {
      String name = String.format("%05d", number++);
      Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      coming.forget(file);
    }
  }

  public void deleteFile(Path path) {
    coming.forget(path);
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of an upload that are here. */
  List<Path> files(UUID id) {
    if (!Files.isDirectory(of(id))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(of(id))) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes an upload's folder and all that is in it. */
  void delete(UUID id) {
    deleteTree(of(id));
  }

  private void deleteTree(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(this::deleteFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was still coming when the service stopped, and folders of no known upload. */
  void clean(Set<String> known) {
    deleteTree(root.resolve(COMING));
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> folders = Files.list(root)) {
      folders
          .filter(f -> isId(f.getFileName().toString()))
          .filter(f -> !known.contains(f.getFileName().toString()))
          .forEach(this::deleteTree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The uploads that have a folder here. */
  Set<UUID> ids() {
    if (!Files.isDirectory(root)) {
      return Set.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .map(f -> f.getFileName().toString())
          .filter(UploadFolder::isId)
          .map(UUID::fromString)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isId(String name) {
    return name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
