package io.deepgrow.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where Jazzer enters: the target is the class that {@code -Dfuzz.target} names. */
public final class FuzzEntry {

  private static final FuzzTarget TARGET =
      target(Objects.requireNonNull(System.getProperty("fuzz.target"), "fuzz.target"));

  private FuzzEntry() {}

  /** Parses one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    FuzzCheck.check(TARGET, input);
  }

  /** Writes the seeds of the target into a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int n = 0;
    for (byte[] seed : TARGET.seeds()) {
      Files.write(folder.resolve("seed-" + n++), seed);
    }
  }

  private static FuzzTarget target(String name) {
    try {
      var constructor = Class.forName(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (FuzzTarget) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no fuzz target " + name, e);
    }
  }
}
