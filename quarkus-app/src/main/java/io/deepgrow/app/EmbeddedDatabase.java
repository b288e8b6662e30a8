package io.deepgrow.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real PostgreSQL in a folder of ours, kept between runs. */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final FileChannel lock;

  private EmbeddedDatabase(EmbeddedPostgres postgres, FileChannel lock) {
    this.postgres = postgres;
    this.lock = lock;
  }

  /**
   * Starts on the folder, made first where it is not there; its programs are unpacked beside it.
   *
   * @throws IllegalStateException when another service has the folder
   */
  public static EmbeddedDatabase start(Path folder) throws IOException {
    return start(folder, folder.resolveSibling(folder.getFileName() + "-programs"));
  }

  /**
   * As {@link #start(Path)}.
   *
   * @param programs where the programs of the database are unpacked, unless they are there
   */
  static EmbeddedDatabase start(Path folder, Path programs) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock = lock(folder);
    stopLeftover(folder.resolve("postmaster.pid"));
    return new EmbeddedDatabase(
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setOverrideWorkingDirectory(programs.toFile())
            .setCleanDataDirectory(false)
            .setPGStartupWait(START)
            .setLocaleConfig("locale", "C")
            .start(),
        lock);
  }

  /** Held as long as this process lives, however it ends. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolveSibling(folder.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new IllegalStateException(
          "The folder " + folder + " is in use by another service; stop that or choose another");
    }
    return channel;
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A service that was killed leaves its database running; it shuts down in order. */
  private static void stopLeftover(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).trim().matches("\\d{1,9}")) {
      return;
    }
    ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
        .filter(p -> p.info().command().orElse("").endsWith("postgres"))
        .ifPresent(
            p -> {
              p.destroy();
              try {
                p.onExit().get(START.toSeconds(), TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("A database left over does not stop", e);
              }
            });
  }

  public String url() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() {
    try (lock) {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
