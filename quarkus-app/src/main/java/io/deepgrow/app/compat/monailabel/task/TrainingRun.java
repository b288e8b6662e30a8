package io.deepgrow.app.compat.monailabel.task;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process that trains, from its start to its end. */
final class TrainingRun {

  private static final int LINES = 20;
  private static final int GRACE_SECONDS = 10;
  private static final File NOTHING = new File("/dev/null");

  private final String id = UUID.randomUUID().toString();
  private final Clock clock;
  private final Path log;
  private final Process process;
  private final Instant start;
  private final CompletableFuture<Instant> end;
  private volatile boolean canceled;

  private TrainingRun(Clock clock, Path log, Process process) {
    this.clock = clock;
    this.log = log;
    this.process = process;
    this.start = clock.instant();
    this.end = process.onExit().thenApply(ended -> clock.instant());
  }

  /**
   * Starts a command line.
   *
   * @param log takes what it prints
   * @throws UncheckedIOException when it can't be started
   */
  static TrainingRun start(List<String> command, Path log, Clock clock) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
              .start();
      return new TrainingRun(clock, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Ends the process and its children: in order, and after a while by force. */
  void cancel() {
    if (!process.isAlive()) {
      return;
    }
    canceled = true;
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private TaskState state() {
    if (process.isAlive()) {
      return TaskState.RUNNING;
    }
    if (canceled) {
      return TaskState.CANCELED;
    }
    return process.exitValue() == 0 ? TaskState.DONE : TaskState.ERROR;
  }

  TaskView view() {
    TaskState state = state();
    return new TaskView(
        id,
        state,
        Map.of("model", Training.TRAINER),
        start.toString(),
        state == TaskState.RUNNING ? "" : end.getNow(clock.instant()).toString(),
        lastLines());
  }

  private List<String> lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (MalformedInputException e) {
      return List.of("The log is not text");
    } catch (IOException e) {
      return List.of();
    }
  }
}
