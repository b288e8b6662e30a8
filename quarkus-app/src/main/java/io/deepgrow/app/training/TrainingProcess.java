package io.deepgrow.app.training;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that trains, with its children. */
final class TrainingProcess {

  private static final int GRACE_SECONDS = 10;
  private static final File NOTHING = new File("/dev/null");

  private final Process process;

  private TrainingProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts a command line.
   *
   * @param log takes what it prints, after what is there
   * @throws IOException when it can't be started
   */
  static TrainingProcess start(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    return new TrainingProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** When it was started, by which it is told from a later process of the same number. */
  Instant started() {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended; 0 is well. */
  int exitValue() {
    return process.exitValue();
  }

  /** Waits until it ends; false when that takes too long. */
  boolean await(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** Ends it and its children: in order, and after a while by force. */
  void end() {
    end(process.toHandle());
  }

  /** Ends a process that an earlier service left behind, if it is still that one. */
  static boolean endOrphan(long pid, Instant started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(p -> p.info().startInstant().filter(started::equals).isPresent())
        .map(
            p -> {
              end(p);
              return true;
            })
        .orElse(false);
  }

  private static void end(ProcessHandle process) {
    // children first come to nobody when their parent has ended
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    all.forEach(ProcessHandle::destroy);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
    for (ProcessHandle each : all) {
      try {
        each.onExit().get(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        each.destroyForcibly();
        Thread.currentThread().interrupt();
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        each.destroyForcibly();
      }
    }
  }
}
