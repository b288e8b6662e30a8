package io.deepgrow.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, with what they say. */
final class Shell {

  /** How a program ended, and what it wrote to both outputs. */
  record Ended(int status, String text) {

    /**
     * What it wrote.
     *
     * @throws AssertionError with it, when the program failed
     */
    String orFail() {
      if (status != 0) {
        throw new AssertionError("ended with " + status + ":\n" + text);
      }
      return text;
    }
  }

  private Shell() {}

  static boolean has(String program) throws Exception {
    return run(Duration.ofSeconds(20), Map.of(), List.of("sh", "-c", "command -v " + program))
            .status()
        == 0;
  }

  /** Runs a program in the repository's folder. */
  static Ended run(Duration atMost, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("said", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(Path.of("..").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "does not end: " + command + "\n" + Files.readString(said, StandardCharsets.UTF_8));
      }
      return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } finally {
      Files.delete(said);
    }
  }
}
