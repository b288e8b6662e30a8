package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that holds so much and no more, where this machine lets one be mounted. */
final class BoundedFolder implements AutoCloseable {

  private final Path path;
  private final boolean bounded;

  private BoundedFolder(Path path, boolean bounded) {
    this.path = path;
    this.bounded = bounded;
  }

  /** Mounts a file system in memory; a plain folder when that is not allowed. */
  static BoundedFolder mount(Path path, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(path);
    String size = "size=" + megabytes + "m";
    return new BoundedFolder(path, run("mount", "-t", "tmpfs", "-o", size, "tmpfs", path + ""));
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && words.isBlank();
    } catch (IOException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  boolean isBounded() {
    return bounded;
  }

  @Override
  public void close() throws InterruptedException {
    if (bounded) {
      run("umount", path.toString());
    }
  }
}
